const DAY = 86_400_000;

/** Seconds for which an access token is good. */
export const ACCESS_SECONDS = 600;

/** Milliseconds after which a session ends: without use, and whatever its use. */
export const SESSION_LENGTH = { idle: 30 * DAY, absolute: 365 * DAY };
