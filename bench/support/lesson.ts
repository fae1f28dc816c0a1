const NAMES =
  'Gateway,Rate limiter,Session check,Order service,Order queue,Price cache,Stock ledger,Payment worker,Fraud score,Receipt store,Mail sender,Search index,Catalogue replica,Event log,Audit trail'.split(
    ',',
  );
const FLOWS =
  'HTTP request,order id,token,price,stock event,charge,verdict,receipt,change stream,query'.split(',');
/** Mermaid's brackets: service, store, queue-like, person. */
const BRACKETS = [
  ['[', ']'],
  ['(', ')'],
  ['[(', ')]'],
  ['([', '])'],
] as const;
const GROUP = 5;

/** A flowchart as a catalogue has them: groups of five parts, labelled lines within and between them. */
export function flowchart(size: number): string {
  const lines = ['flowchart TB'];
  for (let start = 0; start < size; start += GROUP) {
    lines.push(`  subgraph zone${start / GROUP} [Zone ${start / GROUP + 1}]`);
    for (let i = start; i < Math.min(start + GROUP, size); i++) {
      const [open, close] = BRACKETS[i % BRACKETS.length] ?? BRACKETS[0];
      const round = Math.floor(i / NAMES.length);
      lines.push(
        `    part${i}${open}"${NAMES[i % NAMES.length]}${round > 0 ? ` ${round + 1}` : ''}"${close}`,
      );
    }
    lines.push('  end');
  }
  for (let i = 1; i < size; i++) {
    const isEntrance = i % GROUP === 0;
    // A zone is fed by the one four before it, so that the drawing grows in both directions.
    const from = isEntrance ? Math.max(0, i - 3 * GROUP - 1) : i - 1 - (i % GROUP === 3 ? 1 : 0);
    lines.push(`  part${from} -->|${FLOWS[i % FLOWS.length]}| part${i}`);
  }
  return lines.join('\n');
}

/** A whole lesson around the flowchart, its explanations as long as the catalogue's. */
export function lesson(slug: string, size: number): string {
  const text = (subject: string) =>
    `${subject} takes what arrives, keeps it for 30 s and hands it on in the order in which it came. `.repeat(
      3,
    );
  const parts = Array.from(
    { length: size },
    (_, i) =>
      `### part${i}\n\n**What it is.** ${text('It')}\n\n**Why it is there.** ${text('Without it nobody')}\n\n**When it fails.** ${text('Nothing behind it')}\n`,
  );
  const steps = [1, 2, 3, 4].map((i) => `${i}. [part${i}] **Step ${i}.** ${text('This part')}`);
  const cards = [1, 2, 3].map((i) => `**Q.** What does part ${i} keep?\n\n**A.** What arrived in 30 s.\n`);
  return `---
slug: ${slug}
title: Measured with ${size} parts
category: scaling
difficulty: 3
skills: [scaling.partitioning]
summary: A generated diagram of ${size} parts, as large as measurements need it to be.
prerequisites: []
minutes: 10
sources:
  - title: Mermaid, Flowcharts
    url: https://mermaid.js.org/syntax/flowchart.html
  - title: Eclipse Layout Kernel
    url: https://eclipse.dev/elk/
---

\`\`\`mermaid
${flowchart(size)}
\`\`\`

## Parts

${parts.join('\n')}
## Walkthrough

${steps.join('\n')}

## Trade-offs

It measures, and teaches nothing.

## Cards

${cards.join('\n')}`;
}
