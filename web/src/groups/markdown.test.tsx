import { render } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import { itemsIn, Markdown } from './markdown.tsx';

const ADA = `usr_${'0'.repeat(26)}`;

function show(text: string): HTMLElement {
  const { container } = render(
    <MemoryRouter>
      <Markdown text={text} nameOf={(id) => (id === ADA ? 'Ada' : 'somebody')} />
    </MemoryRouter>,
  );
  return container;
}

describe('what somebody wrote in a chat', () => {
  test('is shown as Markdown, with its line ends, code and mentions', () => {
    const shown = show(
      `**bold** and *soft*\nnext \`code\` <@${ADA}>\n\n- one\n- two\n\n\`\`\`sql\nSELECT 1;\n\`\`\``,
    );
    expect(shown.querySelector('strong')?.textContent).toBe('bold');
    expect(shown.querySelectorAll('p br')).toHaveLength(1);
    expect(shown.querySelector('.mention')?.textContent).toBe('@Ada');
    expect([...shown.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['one', 'two']);
    expect(shown.querySelector('pre code')?.textContent).toBe('SELECT 1;');
  });

  test('may be struck out, and a table', () => {
    const shown = show(`~~gone~~ in ~5 min ~/notes\n\n| a | b |\n|---|--:|\n| *1* | <@${ADA}> |`);
    expect([...shown.querySelectorAll('del')].map((one) => one.textContent)).toEqual(['gone']);
    expect(shown.querySelector('p')?.textContent).toBe('gone in ~5 min ~/notes');
    expect([...shown.querySelectorAll('th')].map((one) => one.textContent)).toEqual(['a', 'b']);
    expect(shown.querySelector('td em')?.textContent).toBe('1');
    expect(shown.querySelector('td[data-align=right] .mention')?.textContent).toBe('@Ada');
  });

  test.each([
    '| a |\n|---|\n| <img src=x onerror=alert(1)> [x](javascript:alert(1)) |',
    '~~<script>alert(1)</script>~~',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](javascript:alert(1))',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:alert(1))',
    '[x]( javascript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '<javascript:alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<svg onload=alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '<iframe srcdoc="<script>alert(1)</script>">',
    '\u0000<style>*{display:none}</style>',
  ])('can not run: %j', (text) => {
    const shown = show(text);
    expect(shown.querySelector('script, img, svg, iframe, style, object, embed')).toBeNull();
    for (const element of shown.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on|^style$|^srcdoc$/);
        if (name === 'href') expect(value).toMatch(/^(https?:\/\/|\/)/);
      }
  });

  test.each([
    ['[docs]: https://example.org/x', '[docs]: https://example.org/x'],
    ['see [the docs][1]\n\n[1]: https://example.org/x "Title"', 'see the docs[1]: https://example.org/x'],
    ['![a plan][1] and [1]\n\n[1]: /diagrams/raft', 'a plan and 1[1]: /diagrams/raft'],
    ['[x]: javascript:alert(1)', '[x]: javascript:alert(1)'],
  ])('keeps the words of references: %j', (text, words) => {
    expect(show(text).textContent).toBe(words);
  });

  test('leads to Atlas within the page, to elsewhere in another one that learns nothing of this', () => {
    const shown = show(
      `[a](/diagrams/raft) [b](//evil.example/x) [c](/\\evil.example) https://example.org/x.`,
    );
    const links = [...shown.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/diagrams/raft',
      'https://example.org/x',
    ]);
    expect(links[1]?.rel).toContain('noreferrer');
  });
});

describe('the items that a text links to', () => {
  test('are found by path or by whole address, each once', () => {
    const here = `${location.origin}/labs/calm-a-retry-storm`;
    expect(itemsIn(`See /diagrams/raft, (${here}) and /diagrams/raft?step=2`)).toEqual([
      '/diagrams/raft',
      '/labs/calm-a-retry-storm',
    ]);
  });
  test.each(['https://example.org/diagrams/raft', 'not/diagrams/raft', '/groups/grp_1', '/labs/', ''])(
    'are none in %j',
    (text) => expect(itemsIn(text)).toEqual([]),
  );
});
