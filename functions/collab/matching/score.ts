import { type Availability, type FreeWeek, type Stretch, timesInCommon, weekReader } from './hours.ts';

/** Skill id (`<area>.<name>`) -> share done, 0..1. A skill that is missing has not been begun. */
type Skills = ReadonlyMap<string, number>;

/** All that may enter a score. Nothing here tells who somebody is but what they chose to say for this. */
export interface Candidate extends Availability {
  id: string;
  languages: readonly string[];
  /** An area's id, or '' for any. */
  goal: string;
  skills: Skills;
  lastActiveAt: Date;
}

export interface GroupCandidate {
  id: string;
  language: string;
  goalSkills: readonly string[];
  memberSkills: readonly Skills[];
  memberCount: number;
  lastMessageAt: Date | null;
}

export type Reason =
  | { kind: 'can-help-you' | 'you-can-help' | 'learn-together'; skills: string[] }
  | { kind: 'same-goal'; goal: string }
  | { kind: 'language'; languages: string[] }
  | { kind: 'hours'; hours: number; times: Stretch[] };

export interface Suggestion {
  id: string;
  score: number;
  /** What added to the score, strongest first. */
  reasons: Reason[];
}

type Options = { now: Date; limit: number };

/**
 * A score is the sum of weight * part, each part within 0..1; the weights add up to 1. All parts but activity are
 * the same from both sides, so two people's scores for each other differ by at most that weight.
 */
const PARTNER_WEIGHTS = {
  /** Each explains something to the other: the harmonic mean, so much in one direction can't stand for both. */
  mutual: 0.38,
  /** The better direction alone, so that a beginner is not left without anybody who knows more. */
  help: 0.1,
  /** Skills that both are in the middle of. */
  together: 0.16,
  goal: 0.12,
  hours: 0.13,
  /** No reason tells it: when somebody was last here is not for others to know. */
  activity: 0.1,
  /** Needed anyway. More languages in common don't count more, lest the score favour a shared origin. */
  language: 0.01,
};

/** In a group, help in one direction is more usual than among two, and there are no hours to compare. */
const GROUP_WEIGHTS = { mutual: 0.36, help: 0.16, together: 0.2, goal: 0.14, activity: 0.13, language: 0.01 };

/** From this share on a skill can be explained, and up to that one it is a gap. */
const STRONG = 0.7;
const GAP = 0.3;
/** Shares are sums of fractions: ten tenths come to a little less than one. */
const DONE = 1 - 1e-9;
/** More than this is enough of it: weeks of conversation, and evenings a week. */
const ENOUGH_SKILLS = 3;
const ENOUGH_HOURS = 6;
const ACTIVITY_HALF_LIFE = 14 * 86_400_000;

type Part = { points: number; reason?: Reason };
type Found = { skill: string; amount: number };

export function suggestPartners(me: Candidate, others: readonly Candidate[], options: Options): Suggestion[] {
  const read = weekReader(options.now);
  const week = read(me);
  const suggested = others.flatMap((other) => {
    const languages = [...new Set(me.languages)].filter((language) => other.languages.includes(language));
    const hours = hoursPart(week, read(other));
    if (other.id === me.id || languages.length === 0 || !hours) return [];
    return suggestion(other.id, [
      ...skillParts(PARTNER_WEIGHTS, me.skills, [other.skills]),
      goalPart(PARTNER_WEIGHTS.goal, me.goal, me.goal === other.goal ? 1 : 0),
      hours,
      { points: PARTNER_WEIGHTS.activity * freshness(other.lastActiveAt, options.now) },
      { points: PARTNER_WEIGHTS.language, reason: { kind: 'language', languages } },
    ]);
  });
  return best(suggested, options.limit);
}

export function suggestGroups(me: Candidate, all: readonly GroupCandidate[], options: Options): Suggestion[] {
  const suggested = all.flatMap(({ id, language, goalSkills, lastMessageAt, ...members }) => {
    if (!me.languages.includes(language)) return [];
    // What a group does together is its goal; what else its members know is of no use to a newcomer there.
    const theirs = members.memberSkills.map((skills) => within(skills, goalSkills));
    // Members whose progress is not listed have none.
    while (theirs.length < members.memberCount) theirs.push(new Map());
    const inMyArea = goalSkills.filter((skill) => skill.startsWith(`${me.goal}.`)).length;
    return suggestion(id, [
      ...skillParts(GROUP_WEIGHTS, within(me.skills, goalSkills), theirs),
      goalPart(GROUP_WEIGHTS.goal, me.goal, inMyArea / Math.max(1, goalSkills.length)),
      { points: GROUP_WEIGHTS.activity * (lastMessageAt ? freshness(lastMessageAt, options.now) : 0) },
      { points: GROUP_WEIGHTS.language, reason: { kind: 'language', languages: [language] } },
    ]);
  });
  return best(suggested, options.limit);
}

/** A partner is a group of one: the best of them can help me, and I can help where they lack on average. */
function skillParts(weights: typeof GROUP_WEIGHTS, mine: Skills, theirs: readonly Skills[]): Part[] {
  const average = merged(theirs, (sum, share) => sum + share / theirs.length);
  const toMe = explained(merged(theirs, Math.max), mine);
  const toThem = theirs.length > 0 ? explained(mine, average) : [];
  // A skill counts once: what one can explain to the other is not learned side by side.
  const taken = new Set([...toMe, ...toThem].map(({ skill }) => skill));
  const shared = underWay(mine, theirs).filter(({ skill }) => !taken.has(skill));
  const [x, y] = [enough(toMe), enough(toThem)];
  const help = x + y && weights.mutual * ((2 * x * y) / (x + y)) + weights.help * Math.max(x, y);
  const names = (list: readonly Found[]) => list.map(({ skill }) => skill);
  return [
    { points: x && help * (x / (x + y)), reason: { kind: 'can-help-you', skills: names(toMe) } },
    { points: y && help * (y / (x + y)), reason: { kind: 'you-can-help', skills: names(toThem) } },
    { points: weights.together * enough(shared), reason: { kind: 'learn-together', skills: names(shared) } },
  ];
}

function goalPart(weight: number, goal: string, fit: number): Part {
  return goal ? { points: weight * fit, reason: { kind: 'same-goal', goal } } : { points: 0 };
}

/** Undefined when both gave hours and are never free together. */
function hoursPart(mine: FreeWeek, theirs: FreeWeek): Part | undefined {
  if (mine.isEmpty || theirs.isEmpty) return { points: 0 };
  const times = timesInCommon(mine, theirs);
  if (times.length === 0) return undefined;
  const hours = times.reduce((sum, { length }) => sum + length / 4, 0);
  return {
    points: PARTNER_WEIGHTS.hours * Math.min(1, hours / ENOUGH_HOURS),
    reason: { kind: 'hours', hours, times },
  };
}

function freshness(last: Date, now: Date): number {
  return 0.5 ** (Math.max(0, now.getTime() - last.getTime()) / ACTIVITY_HALF_LIFE);
}

/** What the one is strong at and the other has hardly begun. */
function explained(strong: Skills, weak: Skills): Found[] {
  const found = [...strong].flatMap(([skill, share]) => {
    const lacking = weak.get(skill) ?? 0;
    return share >= STRONG && lacking <= GAP ? [{ skill, amount: share - lacking }] : [];
  });
  return found.sort(mostFirst);
}

/** What I and at least one of them are in the middle of, the more the closer. */
function underWay(mine: Skills, theirs: readonly Skills[]): Found[] {
  const begun = (share: number) => share > 0 && share < DONE;
  const found = [...mine].flatMap(([skill, share]) => {
    const others = theirs.map((skills) => skills.get(skill) ?? 0).filter(begun);
    const amount = Math.max(0, ...others.map((other) => 1 - Math.abs(share - other)));
    return begun(share) && amount > 0 ? [{ skill, amount }] : [];
  });
  return found.sort(mostFirst);
}

function mostFirst(a: Found, b: Found): number {
  return b.amount - a.amount || (a.skill < b.skill ? -1 : 1);
}

function enough(found: readonly Found[]): number {
  return Math.min(1, found.reduce((sum, { amount }) => sum + amount, 0) / ENOUGH_SKILLS);
}

/** The skills of a goal; all of them if there is no goal. */
function within(skills: Skills, goal: readonly string[]): Skills {
  return goal.length > 0 ? new Map([...skills].filter(([skill]) => goal.includes(skill))) : skills;
}

function merged(all: readonly Skills[], merge: (before: number, share: number) => number): Skills {
  const result = new Map<string, number>();
  for (const skills of all)
    for (const [skill, share] of skills) result.set(skill, merge(result.get(skill) ?? 0, share));
  return result;
}

function suggestion(id: string, parts: readonly Part[]): Suggestion[] {
  const total = parts.reduce((sum, { points }) => sum + points, 0);
  const strongest = parts.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
  return [{ id, score: Math.min(1, total), reasons: strongest.flatMap(({ reason }) => reason ?? []) }];
}

/** Equal scores are ordered by id, so the answer never depends on the order of the question. */
function best(suggested: Suggestion[], limit: number): Suggestion[] {
  return suggested.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, Math.max(0, limit));
}
