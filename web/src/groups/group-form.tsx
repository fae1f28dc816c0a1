import type { StudyGroupInput } from '../../../client/generated/graphql.ts';
import { type GroupCard, LANGUAGES } from '../data/groups.ts';
import { Field, SelectField } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';

interface Props {
  label: string;
  action: string;
  busyAction: string;
  group?: GroupCard;
  onSubmit(input: StudyGroupInput): Promise<void>;
}

/** What one says of a group when one starts or changes it. */
export function GroupForm({ group, onSubmit, ...form }: Props) {
  return (
    <Form
      {...form}
      onSubmit={({ name = '', description = '', visibility, language = 'en' }) =>
        onSubmit({
          name,
          description,
          visibility: visibility === 'INVITATION' ? 'INVITATION' : 'PUBLIC',
          language,
        })
      }
    >
      <Field label="Name" name="name" required minLength={2} maxLength={80} defaultValue={group?.name} />
      <Field
        label="What is it about?"
        name="description"
        maxLength={1_000}
        defaultValue={group?.description}
        hint="A sentence for who thinks about joining."
      />
      <SelectField label="Who may join" name="visibility" defaultValue={group?.visibility ?? 'PUBLIC'}>
        <option value="PUBLIC">Everybody: the group can be found</option>
        <option value="INVITATION">Only who has the link</option>
      </SelectField>
      <SelectField label="Language" name="language" defaultValue={group?.language ?? 'en'}>
        {LANGUAGES.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
