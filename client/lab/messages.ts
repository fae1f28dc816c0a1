/**
 * Messages of labs over the WebSocket, beside the room messages of `client/realtime/messages.ts` and in the same
 * envelope. A page and the agent in the machine are both clients of the WebSocket; the server relays between them and
 * never looks inside the bytes.
 *
 * Both directions of a terminal are streams of bytes that are numbered from 0: `at` is the number of a message's first
 * byte. Messages may be lost with a connection, doubled or overtaken: whoever receives puts them in order by `at`, drops
 * what it had, and asks again after a reconnect by saying how far it got. A page's input to one terminal is a stream of
 * its own (`stream`, chosen by the page), so that two pages can type into one shell.
 */

/** Which shell of the machine: the first, the second. */
export type TerminalName = '1' | '2';

/** What a page says; `lab` is the session's id. Answered under `id` where there is one. */
export type PageToServer =
  | { type: 'join-lab'; id: string; lab: string }
  /** Starts the shell or comes back to it. `after`: bytes of output that this page has; null for a page that has none. */
  | ({ type: 'terminal-open'; lab: string; after: number | null } & OfStream & Size)
  /** UTF-8 text; `at` counts its bytes. */
  | ({ type: 'terminal-input'; lab: string; at: number; data: string } & OfStream)
  /** All bytes of output below `upTo` were shown. */
  | ({ type: 'terminal-ack'; lab: string; upTo: number } & OfStream)
  | ({ type: 'terminal-resize'; lab: string } & OfStream & Size)
  /** Ends the shell itself, not only this page's view of it. */
  | ({ type: 'terminal-close'; lab: string } & OfStream)
  | { type: 'lab-file'; id: string; lab: string; ask: FileAsk }
  | { type: 'leave-lab'; lab: string };

interface OfStream {
  terminal: TerminalName;
  stream: string;
}

interface Size {
  cols: number;
  rows: number;
}

/** What the editor asks of the machine's files, by paths below the home folder. */
export type FileAsk =
  | { op: 'list' }
  /** A piece of at most FILE_PIECE bytes from `at`. */
  | { op: 'read'; path: string; at: number }
  /**
   * Pieces of one file, in order; the last one (`last`) puts the whole in its place, unless the file is not what it was
   * when it was read (`before`: its SHA-256 as hex; null for a file that must not be there; absent to write anyway).
   */
  | { op: 'write'; path: string; at: number; data: string; last: boolean; before?: string | null }
  | { op: 'remove'; path: string }
  | { op: 'rename'; path: string; to: string };

export type FileAnswer =
  | { op: 'list'; files: { path: string; bytes: number; executable: boolean }[]; more: boolean }
  /** `data` in base64; `hash`: SHA-256 of the whole file as hex. */
  | { op: 'read'; path: string; at: number; data: string; bytes: number; hash: string }
  | { op: 'write'; path: string; hash: string | null }
  | { op: 'remove' | 'rename'; path: string }
  /** `code`: what a program decides by; `message`: what a person reads. */
  | {
      op: 'failed';
      code: 'NOT_FOUND' | 'CHANGED' | 'TOO_LARGE' | 'BAD_PATH' | 'NO_SPACE' | 'FAILED';
      message: string;
    };

/** What the agent in a machine says first, and when it got its next token; a token opens one connection. */
export type AgentToServer =
  | { type: 'agent-hello'; token: string }
  | { type: 'agent-ready'; token: string }
  /** To the page that opened it: output goes on at `from`; the page's input is expected at `inputFrom`. */
  | ({ type: 'terminal-opened'; to: string; from: number; inputFrom: number } & OfStream & Size)
  /** In base64. To all pages, or to one that asked for what it had missed. */
  | { type: 'terminal-output'; terminal: TerminalName; at: number; data: string; to?: string }
  /** All bytes of the page's input below `upTo` went into the shell. */
  | ({ type: 'terminal-input-ack'; to: string; upTo: number } & OfStream)
  | { type: 'terminal-ended'; terminal: TerminalName; code: number }
  | { type: 'lab-file-answer'; to: string; id: string; answer: FileAnswer };

/** What the agent hears: what pages say, with who says it (`seat`), and who left. */
export type ServerToAgent =
  | { type: 'agent-welcome'; token: string }
  | { type: 'agent-refused'; message: string }
  | (Exclude<PageToServer, { type: 'join-lab' | 'leave-lab' }> & { seat: string })
  | { type: 'page-left'; seat: string };

/** What a page hears; `seat` of `lab-joined` is its own. */
export type ServerToPage =
  | { type: 'lab-joined'; id: string; lab: string; seat: string; connected: boolean }
  /** The agent came or went; after it came, terminals are to be opened again. */
  | { type: 'lab-agent'; lab: string; connected: boolean }
  /** The session is in another state: ask for it. */
  | { type: 'lab-changed'; lab: string; version: number }
  | { type: 'refused'; id: string | null; code: string; message: string }
  | (Exclude<AgentToServer, { type: 'agent-hello' | 'agent-ready' }> & { lab: string });

/** The subprotocol that an agent offers instead of `graphql-transport-ws`. */
export const AGENT_PROTOCOL = 'atlas-lab-agent';
/** Raw bytes of output in one message: base64 makes them a third longer, and 32 KB is all that API Gateway takes. */
export const OUTPUT_PIECE = 16 * 1024;
/** Bytes of input in one message: as JSON, a control character becomes six. */
export const INPUT_PIECE = 4 * 1024;
/** Raw bytes of a piece of a file. */
export const FILE_PIECE = 16 * 1024;
/** Bytes of output that may be on their way to the slowest page before the shell has to wait. */
export const OUTPUT_WINDOW = 256 * 1024;
