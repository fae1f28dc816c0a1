import { isIP } from 'node:net';
import type { HttpRequest } from './alb.ts';
import type { Caller } from './context.ts';

/**
 * Where a request comes from. Each of our hops appends the address that it saw to `x-forwarded-for`, so the entry
 * that many places from the end is the client's; what stands before it anybody can write.
 *
 * @param trustedHops 1 where one server of ours faces the internet, 2 behind CloudFront and a load balancer
 */
export function callerOf({ headers }: HttpRequest, trustedHops: number): Caller {
  const hops = (headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim());
  return {
    address: networkOf(hops.at(-trustedHops) ?? ''),
    userAgent: (headers['user-agent'] ?? '').slice(0, 400),
    cookies: headers.cookie ?? '',
  };
}

/** An IPv4 address, or the network of 64 bits that one customer of IPv6 has at least; the port is left out. */
function networkOf(hop: string): string {
  const address = hop.match(/^\[([^\]]+)\]/)?.[1] ?? (hop.match(/^(\d+(?:\.\d+){3}):\d+$/)?.[1] || hop);
  const mapped = address.match(/^::ffff:(\d+(?:\.\d+){3})$/i)?.[1];
  if (mapped) return mapped;
  const version = isIP(address);
  if (version === 4) return address;
  if (version !== 6) return 'unknown';
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const [before, after] = [head, tail].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = Array.from({ length: 8 - (before?.length ?? 0) - (after?.length ?? 0) }, () => '0');
  const groups = address.includes('::') ? [...(before ?? []), ...zeros, ...(after ?? [])] : (before ?? []);
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
