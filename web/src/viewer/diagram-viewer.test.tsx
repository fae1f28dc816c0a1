import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DiagramViewer } from './diagram-viewer.tsx';
import { toSvg } from './export.ts';
import { sampleDocument } from './fixture.ts';
import { type Focus, focusFromSearch, focusToSearch, NO_FOCUS, type View } from './focus.ts';

const changes = vi.fn();

function Page({ document = sampleDocument() }) {
  const [focus, setFocus] = useState<Focus>(NO_FOCUS);
  const [view, setView] = useState<View>('diagram');
  return (
    <DiagramViewer
      document={document}
      focus={focus}
      onFocusChange={(next, how) => {
        changes(next, how);
        setFocus(next);
      }}
      view={view}
      onViewChange={setView}
    />
  );
}

beforeEach(() => {
  changes.mockClear();
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => {},
    removeEventListener: () => {},
  }));
});

const light = (selector: string) => document.querySelector(selector)?.getAttribute('data-light');

describe('a part', () => {
  test('that is clicked explains itself, lights its neighbours and dims the rest', async () => {
    render(<Page />);
    await userEvent.click(document.querySelector('[data-part="a"]') as Element);
    const panel = screen.getByRole('region', { name: 'Explanation' });
    expect(panel).toHaveTextContent('a is a part.');
    expect(panel).toHaveTextContent('a stops.');
    expect(light('[data-part="a"]')).toBe('chosen');
    expect(light('[data-part="b"]')).toBe('lit');
    expect(light('[data-part="c"]')).toBe('dim');
    expect(within(panel).getByText('GET')).toBeInTheDocument();
  });

  test('answers to Enter, and the arrows follow its lines', () => {
    render(<Page />);
    fireEvent.keyDown(document.querySelector('[data-part="a"]') as Element, { key: 'Enter' });
    fireEvent.keyDown(document.body, { key: 'ArrowDown' });
    expect(changes).toHaveBeenLastCalledWith({ kind: 'part', id: 'b' }, 'push');
    fireEvent.keyDown(document.body, { key: 'ArrowUp' });
    expect(changes).toHaveBeenLastCalledWith({ kind: 'part', id: 'a' }, 'push');
  });
});

describe('the walkthrough', () => {
  test('goes on and back by the arrow keys, stops at its ends, and Escape leaves it', () => {
    render(<Page />);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) fireEvent.keyDown(document.body, { key });
    expect(screen.getByRole('region', { name: 'Explanation' })).toHaveTextContent('Step 2 of 2');
    expect(changes).toHaveBeenCalledTimes(2);
    expect(changes).toHaveBeenLastCalledWith({ kind: 'step', index: 1 }, 'replace');
    fireEvent.keyDown(document.body, { key: 'ArrowLeft' });
    expect(light('[data-edge="a->b"]')).toBe('lit');
    expect(light('[data-edge="b->c"]')).toBe('dim');
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(changes).toHaveBeenLastCalledWith(NO_FOCUS, 'push');
  });

  test('is announced to screen readers', () => {
    render(<Page />);
    fireEvent.keyDown(document.body, { key: 'ArrowRight' });
    expect(document.querySelector('[aria-live]')).toHaveTextContent('Step 1 of 2: First. A asks B.');
  });

  test('leaves the arrow keys to a field in which someone types', () => {
    render(
      <>
        <input aria-label="field" />
        <Page />
      </>,
    );
    fireEvent.keyDown(screen.getByLabelText('field'), { key: 'ArrowRight' });
    expect(changes).not.toHaveBeenCalled();
  });

  test('plays by itself and stops at the end', () => {
    vi.useFakeTimers();
    render(<Page />);
    fireEvent.click(screen.getByRole('button', { name: 'Play the walkthrough' }));
    for (let i = 0; i < 6; i++) act(() => void vi.runOnlyPendingTimers());
    vi.useRealTimers();
    expect(changes.mock.calls.map(([focus]) => focus.index)).toEqual([0, 1]);
    expect(screen.getByRole('button', { name: 'Play the walkthrough' })).toBeInTheDocument();
  });
});

test('a folded group hides its parts, cuts the lines at its frame and says how many parts it holds', async () => {
  render(<Page />);
  const title = screen.getByRole('button', { name: 'Zone: fold' });
  expect(title).toHaveAttribute('aria-expanded', 'true');
  await userEvent.click(title);
  expect(document.querySelector('[data-part="b"]')).toBeNull();
  expect(document.querySelector('[data-edge="b->c"]')).toBeNull();
  expect(document.querySelector('[data-edge="a->b"] .edge-line')).toHaveAttribute('d', 'M110 62L200 62');
  expect(screen.getByText('2 parts')).toBeInTheDocument();
});

test('a folded group lights up when what happens inside it is in focus', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Zone: fold' }));
  fireEvent.keyDown(document.body, { key: 'ArrowRight' });
  expect(light('.group')).toBe('lit');
  await userEvent.click(screen.getByRole('button', { name: 'Zone: unfold' }));
  expect(light('[data-part="b"]')).toBe('lit');
});

test('Space presses the button that has the focus, and plays from anywhere else', () => {
  render(<Page />);
  fireEvent.keyDown(document.body, { key: 'ArrowRight' });
  fireEvent.keyDown(screen.getByRole('button', { name: 'Next step' }), { key: ' ' });
  expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
  fireEvent.keyDown(document.body, { key: ' ' });
  expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument();
});

test('an explained group is a part: by its frame or the list, and all in it lights up', async () => {
  const document = sampleDocument();
  document.parts.g = { name: 'Zone', what: ['A zone.'], why: ['Apart.'], fails: ['All of it.'] };
  render(<Page document={document} />);
  await userEvent.click(window.document.querySelector('.group-frame') as Element);
  expect(changes).toHaveBeenLastCalledWith({ kind: 'part', id: 'g' }, 'push');
  expect(light('.group')).toBe('chosen');
  expect(['b', 'c'].map((id) => light(`[data-part="${id}"]`))).toEqual(['lit', 'lit']);
  fireEvent.keyDown(window.document.body, { key: 'Escape' });
  const panel = within(screen.getByRole('region', { name: 'Explanation' }));
  await userEvent.click(panel.getByRole('button', { name: 'Zone' }));
  expect(screen.getByRole('region', { name: 'Explanation' })).toHaveTextContent('All of it.');
});

test('parts of the same name are told apart by their groups', () => {
  const document = sampleDocument();
  for (const id of ['a', 'b']) document.parts[id] = { name: 'Database', what: [], why: [], fails: [] };
  render(<Page document={document} />);
  const panel = within(screen.getByRole('region', { name: 'Explanation' }));
  expect(panel.getByRole('button', { name: 'Database' })).toBeInTheDocument();
  expect(panel.getByRole('button', { name: 'Database (Zone)' })).toBeInTheDocument();
  expect(panel.getByRole('button', { name: 'C' })).toBeInTheDocument();
});

test('the panel leads back to the whole picture', async () => {
  render(<Page />);
  await userEvent.click(document.querySelector('[data-part="a"]') as Element);
  await userEvent.click(screen.getByRole('button', { name: 'Back to the whole picture' }));
  expect(changes).toHaveBeenLastCalledWith(NO_FOCUS, 'push');
  expect(light('[data-part="a"]')).toBeNull();
});

describe('the URL', () => {
  const of = (search: string) => focusFromSearch(new URLSearchParams(search), sampleDocument());
  test('names parts and steps, and what it names wrongly is no focus', () => {
    expect(of('part=b')).toEqual({ kind: 'part', id: 'b' });
    expect(of('step=2')).toEqual({ kind: 'step', index: 1 });
    for (const wrong of ['part=zzz', 'part=__proto__', 'step=0', 'step=3', 'step=1.5', 'step=x', ''])
      expect(of(wrong)).toEqual(NO_FOCUS);
  });
  test('keeps what others put there', () => {
    expect(
      String(focusToSearch({ kind: 'step', index: 0 }, 'outline', new URLSearchParams('ref=mail&part=a'))),
    ).toBe('ref=mail&step=1&view=outline');
  });
});

test('is rendered on a server whole, without a style attribute or a script', () => {
  const html = renderToString(
    <DiagramViewer
      document={sampleDocument()}
      focus={NO_FOCUS}
      onFocusChange={() => {}}
      view="diagram"
      onViewChange={() => {}}
    />,
  );
  expect(html).not.toMatch(/\sstyle=|<script/);
  for (const name of ['A', 'B', 'C']) expect(html).toContain(`>${name}</text>`);
  expect(html).toContain('a stops.');
});

test('L8 hostile labels stay text, on the page and in an exported file', () => {
  const hostile = sampleDocument();
  const evil = '<img src=x onerror=alert(1)><script>alert(1)</script>';
  hostile.drawing.nodes[0]!.lines = [evil];
  hostile.title = evil;
  render(<Page document={hostile} />);
  expect(document.querySelector('img, script')).toBeNull();
  const file = toSvg(document.querySelector('.viewer-svg') as SVGSVGElement, hostile);
  const parsed = new DOMParser().parseFromString(file, 'image/svg+xml');
  expect(parsed.querySelector('parsererror, script, img, foreignObject')?.outerHTML).toBeUndefined();
  expect(parsed.documentElement.textContent).toContain(evil);
});
