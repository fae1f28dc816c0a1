import * as Y from 'yjs';
import type { Context } from '../../../platform/context.ts';
import { appendUpdate, differenceFor } from '../documents.ts';
import { recordUpdates } from './drawing.ts';

/** A page: its document, and what it did not yet send. */
export function page(clientID: number) {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  return { doc, updates: recordUpdates(doc) };
}

/** What a page does when it opens, and after a gap: takes what it lacks, and sends what the server lacks. */
export async function sync(process: Context, boardId: string, doc: Y.Doc): Promise<void> {
  const { update, vector } = await differenceFor(process, boardId, Y.encodeStateVector(doc));
  Y.applyUpdate(doc, update, 'remote');
  await appendUpdate(process, boardId, Y.encodeStateAsUpdate(doc, vector));
}
