const FLIGHTS = ['off', 'process', 'all'] as const;

/** What a learner may set, each within the limits that cache.conf states. */
export interface Policy {
  ttl_s: number;
  jitter_percent: number;
  early_s: number;
  stale_s: number;
  single_flight: (typeof FLIGHTS)[number];
}

const LIMITS = { ttl_s: [1, 600], jitter_percent: [0, 90], early_s: [0, 60], stale_s: [0, 600] } as const;
type Setting = keyof typeof LIMITS;

/** The policy, or what is wrong with the file. Settings are the last ones of their name, as the simulator reads them. */
export function readPolicy(text: string): Policy | string {
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([a-z_]+) *= *([^ ]*)/.exec(line);
    if (match) values.set(match[1] ?? '', match[2] ?? '');
  }
  const numberOf = (name: Setting): number | string => {
    const [least, most] = LIMITS[name];
    const value = values.get(name);
    if (value === undefined) return `cache.conf does not set ${name}.`;
    if (!/^\d+(\.\d+)?$/.test(value))
      return `${name} of cache.conf is "${value.slice(0, 20)}", which is no number.`;
    const number = Number(value);
    return number < least || number > most
      ? `${name} of cache.conf is ${value}: it goes from ${least} to ${most}.`
      : number;
  };
  const [ttl, jitter, early, stale] = [
    numberOf('ttl_s'),
    numberOf('jitter_percent'),
    numberOf('early_s'),
    numberOf('stale_s'),
  ];
  for (const one of [ttl, jitter, early, stale]) if (typeof one === 'string') return one;
  const flight = FLIGHTS.find((name) => name === values.get('single_flight'));
  if (!flight) return `single_flight of cache.conf is one of ${FLIGHTS.join(', ')}.`;
  return {
    ttl_s: Number(ttl),
    jitter_percent: Number(jitter),
    early_s: Number(early),
    stale_s: Number(stale),
    single_flight: flight,
  };
}

/** A file that says just this. */
export function writePolicy(policy: Policy): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}
