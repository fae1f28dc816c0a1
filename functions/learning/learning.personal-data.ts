import { diagramsByIds } from '../content/content.ts';
import type { PersonalData } from '../platform/personal-data.ts';
import { listCompletions, mergeCompletions } from './learning.store.ts';

/** What learning keeps of a person. */
export const learningData: PersonalData = {
  name: 'progress',
  async read(ctx, userId) {
    const rows = await listCompletions(ctx.db, { userId });
    const byId = await diagramsByIds(
      ctx,
      rows.map((row) => row.diagram_id),
    );
    const completed = rows.map((row) => ({
      diagram: byId.get(row.diagram_id)?.title ?? row.diagram_id,
      completedAt: row.completed_at,
    }));
    return { completed };
  },
  merge: mergeCompletions,
};
