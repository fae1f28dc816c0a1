const DAY = 86_400_000;

/** Seconds for which an access token is good. */
export const ACCESS_SECONDS = 600;

/** Seconds for which a ticket opens a WebSocket. */
export const TICKET_SECONDS = 60;

/**
 * Milliseconds after which a session ends: without use, and whatever its use. A guest has no password to come back
 * with: who returns within a year finds what was done.
 */
export const SESSION_LENGTH = {
  account: { idle: 30 * DAY, absolute: 365 * DAY },
  guest: { idle: 365 * DAY, absolute: 3_650 * DAY },
};
