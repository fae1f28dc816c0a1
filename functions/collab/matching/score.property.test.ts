import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesInCommon, weekReader } from './hours.ts';
import { type Candidate, type GroupCandidate, type Reason, suggestGroups, suggestPartners } from './score.ts';

const now = new Date('2026-05-13T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const skills = (shares: Record<string, number>) => new Map(Object.entries(shares));

const partner = (me: Candidate, other: Candidate) => suggestPartners(me, [other], { now, limit: 1 })[0];
const kinds = (reasons: readonly Reason[] = []) => reasons.map(({ kind }) => kind);

const ids = ['a.one', 'a.two', 'a.three', 'b.four', 'b.five', 'b.six'];
const share = fc.oneof(fc.constantFrom(0, 0.3, 0.7, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const anySkills = fc.dictionary(fc.constantFrom(...ids), share).map(skills);
const anyMoment = fc.integer({ min: -5, max: 900 }).map(daysAgo);
const anyPerson: fc.Arbitrary<Candidate> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  languages: fc.uniqueArray(fc.constantFrom('en', 'de', 'hi'), { minLength: 1 }),
  goal: fc.constantFrom('', 'a', 'b'),
  hours: fc.uniqueArray(fc.integer({ min: 0, max: 167 }), { maxLength: 60 }),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York'),
  skills: anySkills,
  lastActiveAt: anyMoment,
});
const anyPeople = fc.uniqueArray(anyPerson, { selector: ({ id }) => id, maxLength: 12 });
const anyGroup: fc.Arbitrary<GroupCandidate> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  language: fc.constantFrom('en', 'de', 'hi'),
  goalSkills: fc.uniqueArray(fc.constantFrom(...ids)),
  memberSkills: fc.array(anySkills, { maxLength: 5 }),
  memberCount: fc.integer({ min: 0, max: 8 }),
  lastMessageAt: fc.option(anyMoment),
});

describe('partners, whoever they are', () => {
  test('the order of the others does not matter, and the limit cuts the same list', () => {
    fc.assert(
      fc.property(anyPerson, anyPeople, fc.nat(12), (me, others, limit) => {
        const found = suggestPartners(me, others, { now, limit: 99 });
        expect(suggestPartners(me, others.toReversed(), { now, limit })).toEqual(found.slice(0, limit));
      }),
    );
  });

  test('two see each other nearly alike, or not at all', () => {
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        const [there, back] = [partner({ ...a, id: 'a' }, { ...b, id: 'b' }), partner(b, { ...a, id: '' })];
        expect(there === undefined).toBe(back === undefined);
        if (there && back) expect(Math.abs(there.score - back.score)).toBeLessThanOrEqual(0.15);
      }),
      { numRuns: 500 },
    );
  });

  test('scores are within 0 and 1, and best first', () => {
    fc.assert(
      fc.property(anyPerson, anyPeople, (me, others) => {
        const scores = suggestPartners(me, others, { now, limit: 99 }).map(({ score }) => score);
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });

  test('no reason is made up, and none is given twice', () => {
    fc.assert(
      fc.property(anyPerson, anyPeople, (me, others) => {
        for (const { id, reasons } of suggestPartners(me, others, { now, limit: 99 })) {
          const other = others.find((found) => found.id === id)!;
          expect(new Set(kinds(reasons)).size).toBe(reasons.length);
          expect(kinds(reasons)).toContain('language');
          for (const reason of reasons) expect(isTrue(reason, me, other)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nothing but the fields of a candidate enters the score', () => {
    fc.assert(
      fc.property(anyPerson, anyPeople, fc.string(), (me, others, name) => {
        const named = others.map((other) => ({ ...other, name, email: name, gender: name }));
        expect(suggestPartners(me, named, { now, limit: 99 })).toEqual(
          suggestPartners(me, others, { now, limit: 99 }),
        );
      }),
    );
  });
});

test('any groups are ordered alike, in a language that I speak, with scores within 0 and 1', () => {
  const anyGroups = fc.uniqueArray(anyGroup, { selector: ({ id }) => id, maxLength: 10 });
  fc.assert(
    fc.property(anyPerson, anyGroups, fc.nat(10), (me, groups, limit) => {
      const found = suggestGroups(me, groups, { now, limit: 99 });
      expect(suggestGroups(me, groups.toReversed(), { now, limit })).toEqual(found.slice(0, limit));
      const spoken = groups.filter(({ language }) => me.languages.includes(language));
      expect(found.map(({ id }) => id).sort()).toEqual(spoken.map(({ id }) => id).sort());
      for (const { score, reasons } of found) {
        expect(score > 0 && score <= 1).toBe(true);
        expect(new Set(kinds(reasons)).size).toBe(reasons.length);
      }
    }),
  );
});

/** The reasons once more, written down from their meaning. */
function isTrue(reason: Reason, me: Candidate, other: Candidate): boolean {
  const of = (who: Candidate, skill: string) => who.skills.get(skill) ?? 0;
  const begun = (who: Candidate, skill: string) => of(who, skill) > 0 && of(who, skill) < 1;
  switch (reason.kind) {
    case 'can-help-you':
      return reason.skills.length > 0 && reason.skills.every((id) => of(other, id) > of(me, id));
    case 'you-can-help':
      return reason.skills.length > 0 && reason.skills.every((id) => of(me, id) > of(other, id));
    case 'learn-together':
      return reason.skills.length > 0 && reason.skills.every((id) => begun(me, id) && begun(other, id));
    case 'same-goal':
      return reason.goal !== '' && reason.goal === me.goal && reason.goal === other.goal;
    case 'language':
      return reason.languages.every((code) => me.languages.includes(code) && other.languages.includes(code));
    case 'hours': {
      const read = weekReader(now);
      expect(reason.times).toEqual(timesInCommon(read(me), read(other)));
      return reason.hours > 0 && reason.times.some(({ length }) => length <= reason.hours * 4);
    }
  }
}
