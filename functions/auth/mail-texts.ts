export type Message =
  | { kind: 'sign-up' | 'password-reset' | 'email-change'; url: string; minutes: number }
  | { kind: 'has-account' | 'email-changed' }
  | { kind: 'password-changed'; name: string };

interface Text {
  subject: string;
  /** Paragraphs; the link, if there is one, stands after the first. */
  paragraphs: string[];
  button?: string;
}

/** Subject and bodies of a mail, plain and HTML. */
export function mailOf(
  message: Message,
  siteOrigin: string,
): { subject: string; text: string; html: string } {
  const { subject, paragraphs, button } = textOf(message, siteOrigin);
  const url = 'url' in message ? message.url : `${siteOrigin}/sign-in`;
  const [first = '', ...rest] = paragraphs;
  const link = button ? `<p><a href="${escaped(url)}">${escaped(button)}</a></p>` : '';
  return {
    subject,
    text: [first, ...(button ? [url] : []), ...rest, 'Atlas'].join('\n\n'),
    html: `<p>${escaped(first)}</p>${link}${rest.map((one) => `<p>${escaped(one)}</p>`).join('')}<p>Atlas</p>`,
  };
}

function textOf(message: Message, siteOrigin: string): Text {
  switch (message.kind) {
    case 'sign-up':
      return {
        subject: 'Finish your Atlas account',
        paragraphs: [
          `Somebody, hopefully you, wants an account at ${siteOrigin}. This link finishes it within ${message.minutes} minutes:`,
          'If it was not you, there is nothing to do: without the link no account is made.',
        ],
        button: 'Finish the account',
      };
    case 'has-account':
      return {
        subject: 'You have an Atlas account already',
        paragraphs: [
          `Somebody, hopefully you, wanted an account for this address at ${siteOrigin}. It has one: sign in, or set a new password there.`,
          'If it was not you, there is nothing to do.',
        ],
        button: 'Sign in',
      };
    case 'password-reset':
      return {
        subject: 'Set a new Atlas password',
        paragraphs: [
          `With this link you set a new password within ${message.minutes} minutes; all devices are signed out then:`,
          'If you did not ask for it, there is nothing to do: your password stays as it is.',
        ],
        button: 'Set a new password',
      };
    case 'email-change':
      return {
        subject: 'Confirm your new address',
        paragraphs: [
          `This link makes this address the one of your Atlas account, within ${message.minutes} minutes:`,
          'If you did not ask for it, there is nothing to do.',
        ],
        button: 'Confirm the address',
      };
    case 'password-changed':
      return {
        subject: 'Your Atlas password was changed',
        paragraphs: [
          `Hello ${message.name}, the password of your account was just changed and other devices were signed out.`,
          `If it was not you, set a new one at once: ${siteOrigin}/forgot-password`,
        ],
      };
    case 'email-changed':
      return {
        subject: 'Your Atlas address was changed',
        paragraphs: [
          `The account at ${siteOrigin} that had this address has another one now; mails about it no longer come here.`,
          'If it was not you, answer this mail: somebody knows your password.',
        ],
      };
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
