import { domainToASCII } from 'node:url';
import { DomainError } from '../platform/errors.ts';

/** RFC 5321, 4.5.3.1. */
const LONGEST = { local: 64, whole: 254 };
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * The one form of an address by which accounts are told apart: lower case, the domain in ASCII (UTS 46), which
 * shows look-alike domains for what they are. Only ASCII before the `@`: mail providers deliver little else, and
 * letters that look like others would make two accounts of what people read as one. Dots and `+tags` stay:
 * what they mean is the provider's business.
 *
 * @throws DomainError BAD_INPUT with one sentence
 */
export function parseEmail(text: string): string {
  const at = text.trim().lastIndexOf('@');
  const local = text.trim().slice(0, Math.max(at, 0));
  const domain = domainToASCII(text.trim().slice(at + 1)).toLowerCase();
  if (local !== '' && !/^[\x21-\x7e]+$/.test(local)) {
    throw new DomainError('BAD_INPUT', 'Only the letters a to z, digits and signs may stand before the @.');
  }
  const isAddress =
    LOCAL.test(local) &&
    DOMAIN.test(domain) &&
    local.length <= LONGEST.local &&
    local.length + 1 + domain.length <= LONGEST.whole;
  if (!isAddress)
    throw new DomainError('BAD_INPUT', 'This is not an e-mail address: it looks like name@example.com.');
  return `${local.toLowerCase()}@${domain}`;
}
