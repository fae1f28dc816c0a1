import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, MalformedAnswerError, NetworkError } from '../../../client/api-errors.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { explain } from './failure.tsx';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

let broken = true;

function Fragile() {
  if (broken) throw new Error('secret detail');
  return <p>Whole again</p>;
}

/** A field outside the boundary, as the URL and the store are. */
function Page() {
  const [text, setText] = useState('');
  return (
    <>
      <input aria-label="Note" value={text} onChange={(event) => setText(event.target.value)} />
      <ErrorBoundary resetKey="/a">
        <Fragile />
      </ErrorBoundary>
    </>
  );
}

test('an error stays in its place, tells no details, keeps what was typed, and can be tried again', async () => {
  broken = true;
  render(<Page />);
  await userEvent.type(screen.getByLabelText('Note'), 'half a thought');
  expect(screen.getByRole('alert')).not.toHaveTextContent('secret detail');
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.getByText('Whole again')).toBeVisible();
  expect(screen.getByLabelText('Note')).toHaveValue('half a thought');
});

test('another page clears the error', () => {
  broken = true;
  const { rerender } = render(
    <ErrorBoundary resetKey="/a">
      <Fragile />
    </ErrorBoundary>,
  );
  expect(screen.getByRole('alert')).toBeVisible();
  broken = false;
  rerender(
    <ErrorBoundary resetKey="/b">
      <Fragile />
    </ErrorBoundary>,
  );
  expect(screen.getByText('Whole again')).toBeVisible();
});

test.each([
  [new NetworkError('Atlas could not be reached.'), /Check your connection/],
  [new NetworkError('Atlas took too long to answer.', { timedOut: true }), /Try again in a moment/],
  [new MalformedAnswerError(502), /unexpected way/],
  [
    new ApiError('There is no such diagram.', 'NOT_FOUND', 'req_1'),
    /There is no such diagram. \(Request req_1\)/,
  ],
  ['anything', /What you typed is kept/],
])('%s is explained to a person', (error, sentence) => {
  expect(explain(error)).toMatch(sentence);
});
