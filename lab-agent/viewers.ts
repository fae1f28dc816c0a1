import { OUTPUT_WINDOW } from '../client/lab/messages.ts';

/** Milliseconds after which a page that owes an answer is not waited for any more. */
export const SILENT = 15_000;
/** The same while the connection is broken: pages need time to find their way back, and lose nothing meanwhile. */
export const AWAITED = 60_000;
/** Pages at one shell. */
const MOST = 32;

/** A page that looks at a shell. */
export interface Viewer {
  stream: string;
  /** All bytes below it were shown. */
  acked: number;
  /** What was said to all goes on for it from here, until it has caught up; undefined when it has. */
  behind: number | undefined;
  /**
   * `here`: is waited for. `awaited`: was there before the connection broke; is waited for, and told nothing. `away`: was
   * silent for too long, such as in a tab that the browser has put to sleep; the next word from it brings it back.
   */
  state: 'here' | 'awaited' | 'away';
  heardAt: number;
  /** Since when it has had bytes that it has not acknowledged. */
  owesSince: number | undefined;
}

/** The pages that look at one shell: how far output may go, and whom it waits for. */
export interface Viewers {
  isEmpty(): boolean;
  /** Somebody is there to be told. */
  hasHere(): boolean;
  here(): [seat: string, viewer: Viewer][];
  open(seat: string, stream: string, from: number, sent: number): void;
  /** Notes that a page spoke. `came`: it had been away, and has missed something. */
  heard(seat: string): { viewer: Viewer; came: boolean } | undefined;
  left(seat: string): boolean;
  /** Where the slowest one is that is waited for. */
  slowest(): number;
  /** Up to where output may be said. */
  windowEnd(): number;
  /** What was said up to here is owed an answer. */
  owe(sent: number): void;
  /** Stops waiting for whom there is no hope, and gives back who should be asked. */
  look(sent: number, probeAfter: number): [seat: string, viewer: Viewer][];
  /** The connection broke, or is there again. */
  await(): void;
}

export function createViewers(now: () => number): Viewers {
  const all = new Map<string, Viewer>();
  const counted = () => [...all.values()].filter(({ state }) => state !== 'away');
  const here = () => [...all].filter(([, { state }]) => state === 'here');
  const silence = ({ heardAt, owesSince }: Viewer) => now() - Math.max(heardAt, owesSince ?? 0);

  return {
    isEmpty: () => counted().length === 0,
    hasHere: () => here().length > 0,
    here,
    open(seat, stream, from, sent) {
      // The same page over another connection.
      for (const [other, viewer] of all) if (viewer.stream === stream) all.delete(other);
      all.set(seat, {
        stream,
        acked: from,
        behind: from < sent ? from : undefined,
        state: 'here',
        heardAt: now(),
        owesSince: undefined,
      });
      if (all.size > MOST) all.delete(all.keys().next().value ?? '');
    },
    heard(seat) {
      const viewer = all.get(seat);
      if (!viewer) return undefined;
      viewer.heardAt = now();
      const came = viewer.state === 'away';
      if (came) viewer.state = 'here';
      return { viewer, came };
    },
    left: (seat) => all.delete(seat),
    slowest: () => Math.min(...counted().map(({ acked }) => acked)),
    windowEnd: () => Math.min(...counted().map(({ acked }) => acked + OUTPUT_WINDOW)),
    owe(sent) {
      for (const [, viewer] of here()) if (viewer.acked < sent) viewer.owesSince ??= now();
    },
    look(sent, probeAfter) {
      for (const [seat, viewer] of all)
        if (viewer.state === 'awaited' && silence(viewer) > AWAITED) all.delete(seat);
      const owing = here().filter(([, { acked, owesSince }]) => owesSince !== undefined && acked < sent);
      for (const [, viewer] of owing) if (silence(viewer) > SILENT) viewer.state = 'away';
      return owing.filter(([, viewer]) => viewer.state === 'here' && silence(viewer) > probeAfter);
    },
    await() {
      for (const [seat, viewer] of all) {
        if (viewer.state === 'away') all.delete(seat);
        else Object.assign(viewer, { state: 'awaited', heardAt: now(), owesSince: undefined });
      }
    },
  };
}
