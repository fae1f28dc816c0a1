import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellStory } from './testing/story.ts';

/** `ATLAS_SEED` tells one story again, `ATLAS_RUNS` tells more of them; the name of a test is its seed. */
const SEEDS = process.env.ATLAS_SEED
  ? [Number(process.env.ATLAS_SEED)]
  : Array.from({ length: Number(process.env.ATLAS_RUNS ?? 15) }, (_, i) => i + 1);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const RING = 512 * 1024;

/** @param pageBreaks whether the page loses its connection too, and not the agent only */
async function play(seed: number, pageBreaks: boolean) {
  const story = tellStory(seed);
  const { int, is } = story;
  let said = '';
  await story.pass(200);
  for (let turn = 0; turn < 250; turn++) {
    if (is(0.6)) story.print(1 + int(is(0.3) ? 60_000 : 400));
    if (is(0.3)) {
      const text = `${turn}ä${'x'.repeat(int(40))};`;
      said += text;
      story.type(text);
    }
    // Breaks of up to ten seconds, of one side or of both.
    if (pageBreaks && is(0.02)) story.pageGoes();
    if (is(0.02) && story.isAgentHere()) story.agentGoes();
    if (!story.isPageHere() && is(0.1)) story.pageComes();
    if (!story.isAgentHere() && is(0.1)) story.agentComes();
    await story.pass(int(200));
  }
  story.clearUp();
  story.pageComes();
  if (!story.isAgentHere()) story.agentComes();
  await story.pass(60_000);
  const result = story.result();
  story.end();
  expect(result.typed).toBe(said);
  return result;
}

test.each(SEEDS)(
  'nothing is lost while the agent comes and goes, and little is kept (seed %i)',
  async (seed) => {
    const { printed, shown, resets, most } = await play(seed, false);
    expect(resets).toBe(0);
    expect(shown.equals(printed)).toBe(true);
    expect(most).toBeLessThanOrEqual(RING);
  },
);

test.each(SEEDS)('a page that was away has all, or the end since it began anew (seed %i)', async (seed) => {
  const { printed, shown, resets } = await play(seed, true);
  expect(shown.equals(printed.subarray(printed.length - shown.length))).toBe(true);
  expect(shown.length).toBeGreaterThanOrEqual(
    resets === 0 ? printed.length : Math.min(RING / 2, printed.length),
  );
});
