import type { PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';
import { Link } from '../shell/router.tsx';

/** Of GitHub's additions those that people write in a chat. A single tilde stays one, as in `~5 min`. */
const ADDED = {
  extensions: [gfmStrikethrough({ singleTilde: false }), gfmTable()],
  mdastExtensions: [gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown()],
};
const MENTION = /<@(usr_[0-9A-Z]{26})>/;

/** A chat message's Markdown as elements: no HTML, no images, links to the web or to Atlas only. */
export function Markdown({ text, nameOf }: { text: string; nameOf(id: string): string }): ReactNode {
  const { children } = useMemo(() => fromMarkdown(shielded(text), ADDED), [text]);
  return createElement(Fragment, null, ...children.map((node) => block(node, nameOf)));
}

type NameOf = (id: string) => string;

/** A mention is no tag: its angle bracket must survive the parser. */
const shielded = (text: string) => text.replace(/<@(usr_[0-9A-Z]{26})>/g, '\\<@$1>');

function block(node: RootContent, nameOf: NameOf): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{inlines(node.children, nameOf)}</p>;
    case 'heading':
      return (
        <p>
          <strong>{inlines(node.children, nameOf)}</strong>
        </p>
      );
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by keyboard too.
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return (
        <blockquote>
          {createElement(Fragment, null, ...node.children.map((one) => block(one, nameOf)))}
        </blockquote>
      );
    case 'list':
      return createElement(
        node.ordered ? 'ol' : 'ul',
        node.ordered && node.start ? { start: node.start } : null,
        ...node.children.map((item) =>
          createElement('li', null, ...item.children.map((one) => block(one, nameOf))),
        ),
      );
    case 'table':
      return <Rows table={node} nameOf={nameOf} />;
    case 'thematicBreak':
      return <hr />;
    case 'definition':
      return (
        <p>
          [{node.label ?? node.identifier}]: <SafeLink href={node.url}>{node.url}</SafeLink>
        </p>
      );
    case 'html':
      return <p>{node.value}</p>;
    default:
      return null;
  }
}

function Rows({ table, nameOf }: { table: Table; nameOf: NameOf }): ReactNode {
  const [head, ...body] = table.children.map((row, y) =>
    createElement(
      'tr',
      { key: y },
      ...row.children.map((cell, x) =>
        createElement(
          y === 0 ? 'th' : 'td',
          { 'data-align': table.align?.[x] ?? undefined, scope: y === 0 ? 'col' : undefined },
          inlines(cell.children, nameOf),
        ),
      ),
    ),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables are scrolled by keyboard too.
    <div className="message-table" tabIndex={0}>
      <table>
        <thead>{head}</thead>
        <tbody>{body}</tbody>
      </table>
    </div>
  );
}

function inlines(nodes: readonly PhrasingContent[], nameOf: NameOf): ReactNode {
  return createElement(Fragment, null, ...nodes.map((node) => inline(node, nameOf)));
}

function inline(node: PhrasingContent, nameOf: NameOf): ReactNode {
  switch (node.type) {
    case 'text':
      return <Text value={node.value} nameOf={nameOf} />;
    case 'strong':
      return <strong>{inlines(node.children, nameOf)}</strong>;
    case 'emphasis':
      return <em>{inlines(node.children, nameOf)}</em>;
    case 'delete':
      return <del>{inlines(node.children, nameOf)}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'break':
      return <br />;
    case 'link':
      return <SafeLink href={node.url}>{inlines(node.children, nameOf)}</SafeLink>;
    // Where it leads stands below, as it was written.
    case 'linkReference':
      return inlines(node.children, nameOf);
    case 'imageReference':
      return node.alt || node.label || node.identifier;
    case 'html':
      return node.value;
    case 'image':
      return <SafeLink href={node.url}>{node.alt || node.url}</SafeLink>;
    default:
      return null;
  }
}

/** Plain text: line ends stay, addresses become links, mentions names. */
function Text({ value, nameOf }: { value: string; nameOf: NameOf }): ReactNode {
  const parts = value.split(/(<@usr_[0-9A-Z]{26}>|https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]|\n)/);
  return createElement(Fragment, null, ...parts.map((text) => pieceOf(text, nameOf)));
}

function pieceOf(text: string, nameOf: NameOf): ReactNode {
  const mentioned = MENTION.exec(text)?.[1];
  if (mentioned) return <span className="mention">@{nameOf(mentioned)}</span>;
  if (/^https?:\/\//.test(text)) return <SafeLink href={text}>{text}</SafeLink>;
  return text === '\n' ? <br /> : text;
}

function SafeLink({ href, children }: { href: string; children: ReactNode }): ReactNode {
  const path = atlasPath(href);
  if (path) return <Link to={path}>{children}</Link>;
  if (!/^https?:\/\//i.test(href)) return children;
  return (
    <a href={href} rel="noreferrer nofollow ugc" target="_blank">
      {children}
    </a>
  );
}

/** The path of an address of Atlas itself; undefined for any other. */
export function atlasPath(href: string): string | undefined {
  if (/^\/(?![/\\])[\x20-\x7e]*$/.test(href)) return href;
  try {
    const url = new URL(href);
    const isHere = typeof location !== 'undefined' && url.origin === location.origin;
    return isHere ? `${url.pathname}${url.search}${url.hash}` : undefined;
  } catch {
    return undefined;
  }
}

/** Paths of the diagrams and labs that a text links to, without what is after them. */
export function itemsIn(text: string): string[] {
  const links = text.match(/(?:https?:\/\/[^\s<>"')]+|(?<=[\s(]|^)\/(?:diagrams|labs)\/[\w-]+)/g) ?? [];
  const paths = links.flatMap(
    (link) => /^\/(?:diagrams|labs)\/[\w-]+/.exec(atlasPath(link) ?? '')?.[0] ?? [],
  );
  return [...new Set(paths)];
}
