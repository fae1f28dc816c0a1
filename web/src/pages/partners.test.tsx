import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Api, openSite } from '../testing/site.tsx';

const ADA = { id: 'usr_1', guest: false, name: 'Ada', email: 'ada@example.com', role: 'LEARNER' };
const PROFILE = { paused: false, languages: ['en'], goal: '', hours: [] };

/** Somebody whose account has this zone, before and after saying what to look for. */
function atlasIn(timeZone: string, profile: typeof PROFILE | null) {
  const asked: Record<string, unknown>[] = [];
  const api: Api = (operation, variables) => {
    if (operation === 'CurrentAccount') return { data: { currentUser: ADA } };
    if (operation === 'SetPartnerProfile') {
      asked.push(variables);
      return {
        data: {
          updateProfile: { id: ADA.id, timeZone: variables.timeZone },
          setPartnerProfile: PROFILE,
        },
      };
    }
    const suggestions = { partnerSuggestions: [], groupSuggestions: [], partnerRequests: [] };
    return {
      data: {
        myStudyGroups: [],
        currentUser: { id: ADA.id, timeZone },
        partnerProfile: profile,
        ...suggestions,
      },
    };
  };
  return { api, asked };
}

const zone = () => screen.findByLabelText('Time zone');
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

beforeEach(() => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('atlas_known=1');
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    timeZone: 'Asia/Kolkata',
  } as Intl.ResolvedDateTimeFormatOptions);
});

test('hours are told in the zone of the browser where an account was never asked for its own', async () => {
  const { api, asked } = atlasIn('UTC', null);
  await openSite('/partners', api);
  expect(await zone()).toHaveValue('Asia/Kolkata');
  await userEvent.click(screen.getByRole('checkbox', { name: 'Monday evening' }));
  await save();
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ timeZone: 'Asia/Kolkata', input: { hours: [18, 19, 20, 21, 22] } });
});

test('a zone that was chosen stays, wherever the browser is', async () => {
  const { api, asked } = atlasIn('UTC', PROFILE);
  await openSite('/partners', api);
  expect(await zone()).toHaveValue('UTC');
  expect(screen.getByRole('button', { name: /^Use Asia\/Kolkata/ })).toBeVisible();
  await save();
  await vi.waitFor(() => expect(asked[0]).toMatchObject({ timeZone: 'UTC' }));
});
