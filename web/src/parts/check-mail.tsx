import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useToast } from '../shell/toasts.tsx';
import { useAction } from './action.ts';
import { FormAlert, Refusal } from './form.tsx';

/** Seconds before a mail can be asked for again: most arrive sooner. */
const AGAIN_AFTER = 30;

export interface SentMail {
  email: string;
  /** For how long its link is good. */
  minutes: number;
}

interface Props {
  mail: SentMail;
  children: ReactNode;
  /** Asks for the mail once more. */
  again: () => Promise<void>;
  /** Back to the form. */
  back: () => void;
}

/** What to do after a mail was asked for. */
export function CheckMail({ mail: { email, minutes }, children, again, back }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const toast = useToast();
  const [wait, setWait] = useState(AGAIN_AFTER);
  const { run, busy, error } = useAction(async () => {
    await again();
    setWait(AGAIN_AFTER);
    toast({ text: 'Sent again.' });
  });

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (wait === 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1_000);
    return () => clearTimeout(timer);
  }, [wait]);

  const blocked = busy || wait > 0;
  return (
    <section className="check-mail" aria-labelledby="check-mail">
      <h2 id="check-mail" ref={heading} tabIndex={-1}>
        Check your mail
      </h2>
      {error !== undefined && (
        <FormAlert>
          <Refusal error={error} />
        </FormAlert>
      )}
      {children}
      <p>
        Its link is good for{' '}
        {minutes === 60 ? 'an hour' : minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`}.
        Nothing there? Look among the spam, and whether <strong>{email}</strong> is right.
      </p>
      <p className="actions">
        <button
          type="button"
          className="button send-again"
          aria-disabled={blocked || undefined}
          onClick={() => !blocked && void run()}
        >
          {busy ? 'Sending' : wait > 0 ? `Send again in ${wait} s` : 'Send again'}
        </button>
        <button type="button" className="button" onClick={back}>
          Use another address
        </button>
      </p>
    </section>
  );
}
