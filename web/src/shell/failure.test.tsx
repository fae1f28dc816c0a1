import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError, NetworkError } from '../../../client/api-errors.ts';
import { setShownAsOf } from '../data/shown-as-of.ts';
import { watchCode } from './code-errors.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Failure } from './failure.tsx';
import { OfflineBanner } from './offline-banner.tsx';

function browserSays(online: boolean): void {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(online);
  act(() => void dispatchEvent(new Event(online ? 'online' : 'offline')));
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.stubGlobal('fetch', async () => new Response(''));
});
afterEach(() => {
  browserSays(true);
  act(() => setShownAsOf(undefined));
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('what cannot be had without a network', () => {
  test('says so, can be tried again, and goes on by itself', async () => {
    const onRetry = vi.fn();
    browserSays(false);
    render(<Failure error={new NetworkError('Atlas could not be reached.')} onRetry={onRetry} />);
    expect(screen.getByRole('alert')).toHaveTextContent('You are offline');
    expect(screen.getByRole('alert')).toHaveTextContent('It opens by itself when you are back.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
    browserSays(true);
    expect(onRetry).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('alert')).toHaveTextContent('This did not work');
  });

  test('is not what the server refused', () => {
    const onRetry = vi.fn();
    browserSays(false);
    render(<Failure error={new ApiError('Not for you.', 'FORBIDDEN')} onRetry={onRetry} />);
    expect(screen.getByRole('alert')).toHaveTextContent('This did not work');
    browserSays(true);
    expect(onRetry).not.toHaveBeenCalled();
  });

  test('is a page too, whose code only a new load asks for again', async () => {
    const reload = vi.fn();
    vi.stubGlobal('location', { ...location, reload });
    watchCode();
    const error = new TypeError('Failed to fetch dynamically imported module');
    dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload: error }));
    const Broken = () => {
      throw error;
    };
    render(
      <ErrorBoundary resetKey="/a">
        <Broken />
      </ErrorBoundary>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent('A part of this page could not be loaded.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledOnce();
    browserSays(false);
    expect(screen.getByRole('alert')).toHaveTextContent('You are offline');
    browserSays(true);
    expect(reload).toHaveBeenCalledTimes(2);
  });
});

describe('the notice', () => {
  const notice = () => screen.getByRole('status').textContent?.trim();

  test('is empty while all is well', () => {
    render(<OfflineBanner />);
    expect(notice()).toBe('');
  });

  test('says that one is offline, and from when what is shown comes', () => {
    render(<OfflineBanner />);
    browserSays(false);
    expect(notice()).toBe(
      'You are offline. What you opened stays readable. Changes are sent when you are back.',
    );
    act(() => setShownAsOf(new Date().setHours(14, 5)));
    expect(notice()).toMatch(/^You are offline: shown as of .*05.*\. Changes are sent when you are back\.$/);
  });

  test('names the day of what is older, also when the server is only slow', () => {
    render(<OfflineBanner />);
    act(() => setShownAsOf(new Date(2020, 4, 17, 9, 30).getTime()));
    expect(notice()).toMatch(/^Atlas is slow to answer: shown as of .*17.*30.*\.$/);
  });
});
