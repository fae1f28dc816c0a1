import { setImmediate } from 'node:timers/promises';
import type { RefreshFamily, RefreshStore } from '../refresh.ts';

/** Families in a map. Every call takes a turn of the event loop first, so that parallel callers interleave. */
export function memoryRefreshStore(): RefreshStore & { families: Map<string, RefreshFamily> } {
  const families = new Map<string, RefreshFamily>();
  const nameOf = (familyHash: Buffer) => familyHash.toString('hex');
  return {
    families,
    async insert(family) {
      await setImmediate();
      families.set(nameOf(family.familyHash), family);
    },
    async find(familyHash) {
      await setImmediate();
      return families.get(nameOf(familyHash));
    },
    async compareAndSet(expectedCurrentHash, family) {
      await setImmediate();
      const stored = families.get(nameOf(family.familyHash));
      if (!stored?.currentHash.equals(expectedCurrentHash)) return false;
      families.set(nameOf(family.familyHash), family);
      return true;
    },
    async remove(familyHash) {
      await setImmediate();
      families.delete(nameOf(familyHash));
    },
  };
}
