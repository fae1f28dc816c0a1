import type { Judged, ProvedLab } from './proof.ts';

/** Lines shorter than that, such as `done`, give nothing away. */
const TELLING = 12;

/** What is wrong with findings, whatever their verdict is. */
export function findingProblems(lab: ProvedLab, outcomes: readonly Judged[]): string[] {
  const lines = lab.proofs.solution
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= TELLING && !line.startsWith('#'));
  return outcomes.flatMap(({ step, finding }) => {
    const { observed, expected, why, node } = finding;
    const said = { observed, expected, why };
    return [
      ...Object.entries(said).flatMap(([key, text]) => (text.trim() ? [] : [`${step}: "${key}" is empty`])),
      ...(lab.nodes.has(node) ? [] : [`${step}: its diagrams have no "${node}"`]),
      ...lines.flatMap((line) =>
        Object.values(said).some((text) => text.includes(line)) ? [`${step}: it tells "${line}"`] : [],
      ),
    ];
  });
}
