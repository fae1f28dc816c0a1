import type { Heading, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Card, Inline, Step } from '../../../client/catalogue/document.ts';
import { plainText } from '../../../client/catalogue/text.ts';
import type { Report } from '../problem.ts';
import { createConverter } from './markdown.ts';

/** A lesson as written: sections read, references not yet resolved. Lines are those of the file. */
export interface Lesson {
  source: { text: string; line: number };
  parts: { id: string; line: number; what: Inline[]; why: Inline[]; fails: Inline[] }[];
  steps: (Step & { line: number })[];
  tradeoffs: Block[];
  cards: (Card & { line: number })[];
}

const SECTIONS = ['Parts', 'Walkthrough', 'Trade-offs', 'Cards'] as const;
type Section = (typeof SECTIONS)[number];

const PARAGRAPHS = { 'What it is.': 'what', 'Why it is there.': 'why', 'When it fails.': 'fails' } as const;

/** Reads the body of a diagram file. Every departure from the format is reported with its line. */
export function readLesson(body: string, bodyLine: number, report: Report): Lesson {
  const root: Root = fromMarkdown(body);
  const lineOf = (node: RootContent) => bodyLine - 1 + (node.position?.start.line ?? 1);
  const convert = createConverter(bodyLine - 1, report);
  const { source, sections } = split(root, lineOf, report);

  return {
    source,
    parts: readParts(sections.get('Parts') ?? []),
    steps: readSteps(sections.get('Walkthrough') ?? []),
    tradeoffs: convert.blocks(sections.get('Trade-offs') ?? []),
    cards: readCards(sections.get('Cards') ?? []),
  };

  function readParts(nodes: RootContent[]): Lesson['parts'] {
    const parts: Lesson['parts'] = [];
    for (const node of nodes) {
      const part = parts.at(-1);
      if (node.type === 'heading' && node.depth === 3) {
        parts.push({ id: headingText(node), line: lineOf(node), what: [], why: [], fails: [] });
      } else if (node.type === 'paragraph' && part) {
        const { lead, rest } = splitLead(node);
        const key = PARAGRAPHS[lead as keyof typeof PARAGRAPHS];
        if (!key) {
          const leads = Object.keys(PARAGRAPHS).map((text) => `**${text}**`);
          report(lineOf(node), `A paragraph of a part begins with ${leads.join(', ')}: this one does not.`);
        } else if (part[key].length > 0)
          report(lineOf(node), `"${part.id}" has "${lead}" twice: join the paragraphs.`);
        else part[key] = convert.inlines(rest);
      } else
        report(
          lineOf(node),
          'In Parts there are only "### id" headings and paragraphs: move this elsewhere.',
        );
    }
    return parts;
  }

  function readSteps(nodes: RootContent[]): Lesson['steps'] {
    return nodes.flatMap((node) => {
      if (node.type !== 'list' || !node.ordered) {
        report(lineOf(node), 'The walkthrough is one numbered list: make this a step of it.');
        return [];
      }
      return node.children.flatMap((item) => {
        const line = lineOf(item);
        const [first, ...more] = item.children;
        if (first?.type !== 'paragraph' || more.length > 0) {
          report(line, 'A step is one paragraph: "[ids] **Title.** Text".');
          return [];
        }
        const [head, title, ...text] = first.children;
        const lights = head?.type === 'text' ? head.value.match(/^\[([^\]]+)\]\s*$/) : undefined;
        if (!lights || title?.type !== 'strong') {
          report(
            line,
            'A step begins with what it lights up and a title: "1. [app, app->db] **Title.** Text".',
          );
          return [];
        }
        return [
          {
            line,
            title: plainText(convert.inlines(title.children)).replace(/\.$/, ''),
            lights: (lights[1] ?? '').split(',').map((id) => id.replace(/\s+/g, '')),
            text: trimStart(convert.inlines(text)),
          },
        ];
      });
    });
  }

  function readCards(nodes: RootContent[]): Lesson['cards'] {
    const cards: Lesson['cards'] = [];
    for (const node of nodes) {
      const { lead, rest } = node.type === 'paragraph' ? splitLead(node) : { lead: '', rest: [] };
      const last = cards.at(-1);
      if (lead === 'Q.') cards.push({ line: lineOf(node), q: convert.inlines(rest), a: [] });
      else if (lead === 'A.' && last && last.a.length === 0) last.a = convert.inlines(rest);
      else
        report(
          lineOf(node),
          'Cards are pairs of paragraphs, "**Q.** ..." then "**A.** ...": this is neither.',
        );
    }
    for (const card of cards)
      if (card.a.length === 0) report(card.line, 'This card has no answer: add "**A.** ...".');
    return cards;
  }
}

function headingText(heading: Heading): string {
  return heading.children.map((child) => ('value' in child ? child.value : '')).join('');
}

/** The bold words with which a paragraph begins, and what follows. */
function splitLead(node: Paragraph): { lead: string; rest: Paragraph['children'] } {
  const [first, second, ...others] = node.children;
  if (first?.type !== 'strong') return { lead: '', rest: node.children };
  const lead = first.children.map((child) => ('value' in child ? child.value : '')).join('');
  if (second?.type !== 'text') return { lead, rest: second ? [second, ...others] : [] };
  return { lead, rest: [{ ...second, value: second.value.trimStart() }, ...others] };
}

function trimStart(content: Inline[]): Inline[] {
  const [first, ...rest] = content;
  return typeof first === 'string' ? [first.trimStart(), ...rest] : content;
}

function split(root: Root, lineOf: (node: RootContent) => number, report: Report) {
  const sections = new Map<Section, RootContent[]>();
  let source: Lesson['source'] | undefined;
  let current: RootContent[] | undefined;
  for (const node of root.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      const name = headingText(node) as Section;
      current = [];
      if (!SECTIONS.includes(name))
        report(lineOf(node), `Unknown section "${name}": there are ${SECTIONS.join(', ')}.`);
      else if (sections.has(name)) report(lineOf(node), `The section "${name}" stands twice: join them.`);
      else sections.set(name, current);
    } else if (current) current.push(node);
    else if (node.type === 'code' && node.lang === 'mermaid' && !source) {
      source = { text: node.value, line: lineOf(node) + 1 };
    } else report(lineOf(node), 'Before "## Parts" there is only one mermaid block: move this elsewhere.');
  }
  if (!source) report(1, 'There is no diagram: put one ```mermaid block after the front matter.');
  for (const name of SECTIONS)
    if (!sections.has(name)) report(1, `The section "## ${name}" is missing: add it.`);
  return { source: source ?? { text: '', line: 1 }, sections };
}
