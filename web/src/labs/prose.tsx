import { Markdown } from '../groups/markdown.tsx';

/** Markdown that was written for Atlas: line ends are only where the author's editor wrapped. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="lab-text">
      <Markdown text={unwrapped(text)} nameOf={() => ''} />
    </div>
  );
}

/** Joins the lines of a paragraph or list item; code blocks stay. In a chat, each line end is one. */
export function unwrapped(text: string): string {
  return text
    .split(/(^```[\s\S]*?^```)/m)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/(\S)[ \t]*\n[ \t]*(?![\s>#-]|\* |\d+\. |$)/g, '$1 '),
    )
    .join('');
}
