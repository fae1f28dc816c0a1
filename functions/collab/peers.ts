import DataLoader from 'dataloader';
import { namesOf } from '../auth/auth.ts';
import type { Context } from '../platform/context.ts';

/** Another person, as learners see each other: a name and nothing else. */
export interface PeerRecord {
  id: string;
  name: string;
}

/** For somebody whose name can't be told, such as one who left while it was looked for. */
const NAMELESS = 'A learner';

/** Names are read together for all who are shown in an answer. */
export async function peerOf(ctx: Context, userId: string): Promise<PeerRecord> {
  const loader = ctx.once(
    'collab.names',
    () =>
      new DataLoader<string, PeerRecord>(async (ids) => {
        const names = await namesOf(ctx, ids);
        return ids.map((id) => ({ id, name: names.get(id) ?? NAMELESS }));
      }),
  );
  return loader.load(userId);
}
