import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useHydrated } from '../shell/hydrated.ts';
import { Link } from '../shell/router.tsx';
import { codeOf, sentenceOf, useAction } from './action.ts';
import { FieldProblems } from './field.tsx';

interface FormProps {
  /** What the form is for, spoken where there is no heading that says it. */
  label: string;
  /** On the button, idle and while the server is asked. */
  action: string;
  busyAction: string;
  danger?: boolean;
  /** Gets the fields by name, addresses and names without the spaces around them. */
  onSubmit: (values: Record<string, string>) => Promise<void>;
  /** A failure that is told in another way than by its sentence. */
  tell?: (error: unknown) => ReactNode;
  children: ReactNode;
}

/** Fields with one button. A refusal stands above them and takes the focus; what was typed stays. */
export function Form({ label, action, busyAction, danger, onSubmit, tell, children }: FormProps) {
  const hydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const { run, busy, error } = useAction(onSubmit);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const controls = controlsOf(form.current);
    const found: Record<string, string> = {};
    for (const control of controls) {
      const problem = problemOf(control);
      if (problem) found[control.name] = problem;
    }
    setProblems(found);
    const first = controls.find(({ name }) => name in found);
    if (first) return first.focus();
    void run(Object.fromEntries(controls.map((control) => [control.name, typedIn(control)])));
  };

  return (
    // `post`: a press before the script runs must never put a password into the address.
    <form ref={form} className="form" method="post" aria-label={label} noValidate onSubmit={submit}>
      {error !== undefined && <FormAlert>{tell?.(error) ?? <Refusal error={error} />}</FormAlert>}
      <FieldProblems value={problems}>{children}</FieldProblems>
      <div>
        <button
          type="submit"
          className={danger ? 'button button-danger' : 'button button-primary'}
          disabled={!hydrated}
          aria-disabled={busy || undefined}
        >
          {busy ? busyAction : action}
        </button>
      </div>
    </form>
  );
}

const here = () => (typeof location === 'undefined' ? '/' : location.pathname);

/** Why something was refused; where the session ended, the way back in. */
export function Refusal({ error }: { error: unknown }) {
  if (codeOf(error) !== 'UNAUTHENTICATED' || here() === '/sign-in') return <>{sentenceOf(error)}</>;
  return (
    <>
      Your session has ended. <SignInAgain /> to go on.
    </>
  );
}

/** To this page again, for whose session has ended. */
export function SignInAgain() {
  return <Link to={`/sign-in?return=${encodeURIComponent(here())}`}>Sign in again</Link>;
}

/** Takes the focus when it appears, so that it is read and the fields below are the next stop. */
export function FormAlert({ children }: { children: ReactNode }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  return (
    <div ref={alert} className="form-alert" role="alert" tabIndex={-1}>
      {children}
    </div>
  );
}

type Control = HTMLInputElement | HTMLSelectElement;

const controlsOf = (form: HTMLFormElement | null): Control[] =>
  [...(form?.elements ?? [])].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) && element.name !== '',
  );

// Not by its type: a password that is shown is a text.
const isPassword = (control: Control) => control.getAttribute('autocomplete')?.includes('password');

const typedIn = (control: Control) => (isPassword(control) ? control.value : control.value.trim());

/** The browser's own checks in our words; it would show one at a time, and only to those who see it. */
function problemOf(control: Control): string | undefined {
  const { validity } = control;
  const value = typedIn(control);
  if (control.required && value === '') return 'Fill this in.';
  if (validity.typeMismatch) return 'This is not an e-mail address: it looks like name@example.com.';
  if (!(control instanceof HTMLInputElement) || value === '') return undefined;
  if (control.minLength > 0 && [...value].length < control.minLength)
    return `Use at least ${control.minLength} characters.`;
  return validity.patternMismatch ? control.dataset.mismatch : undefined;
}
