import { type ComponentProps, createContext, type ReactNode, useContext, useId, useState } from 'react';

/** What is wrong with the fields of the form around, by name. */
export const FieldProblems = createContext<Readonly<Record<string, string>>>({});

/** Ids and states that tie a control to its hint and its error. */
function useDescription(name: string, hint: ReactNode) {
  const id = useId();
  const problem = useContext(FieldProblems)[name];
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].join(' ').trim();
  return {
    id,
    problem,
    control: {
      id,
      name,
      'aria-describedby': described || undefined,
      'aria-invalid': problem ? true : undefined,
    },
  };
}

interface Frame {
  id: string;
  label: string;
  hint?: ReactNode;
  problem: string | undefined;
  children: ReactNode;
}

function FieldFrame({ id, label, hint, problem, children }: Frame) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {children}
      {problem && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
    </div>
  );
}

interface Labelled {
  label: string;
  name: string;
  hint?: ReactNode;
}

interface FieldProps extends Labelled, Omit<ComponentProps<'input'>, 'name' | 'id'> {
  /** What to say when `pattern` does not match. */
  'data-mismatch'?: string;
}

/** A line of text with its label. Uncontrolled: what was typed before the page woke up, or filled in, stays. */
export function Field({ label, name, hint, ...input }: FieldProps) {
  const { id, problem, control } = useDescription(name, hint);
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <input className="input" {...input} {...control} />
    </FieldFrame>
  );
}

/** A password, hidden until asked to be shown. */
export function PasswordField({ label, name, hint, ...input }: Omit<FieldProps, 'type'>) {
  const { id, problem, control } = useDescription(name, hint);
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <div className="password">
        <input
          className="input"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          {...input}
          {...control}
          type={shown ? 'text' : 'password'}
        />
        <button
          type="button"
          className="link-button"
          aria-controls={id}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          Show <span className="visually-hidden">password</span>
        </button>
      </div>
    </FieldFrame>
  );
}

/** A choice of many, with its label. */
export function SelectField({
  label,
  name,
  hint,
  ...select
}: Labelled & Omit<ComponentProps<'select'>, 'name' | 'id'>) {
  const { id, problem, control } = useDescription(name, hint);
  return (
    <FieldFrame id={id} label={label} hint={hint} problem={problem}>
      <select className="input" {...select} {...control} />
    </FieldFrame>
  );
}
