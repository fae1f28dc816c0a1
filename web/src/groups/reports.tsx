import { DeleteMessageDocument, DismissReportDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { type Group, refreshGroup } from '../data/groups.ts';
import { useAction } from '../parts/action.ts';
import { FormAlert, Refusal } from '../parts/form.tsx';
import { useToast } from '../shell/toasts.tsx';
import { Markdown } from './markdown.tsx';

type Report = NonNullable<Group['reports']>[number];

/** What members reported, for those who look after the group; nothing while there is nothing. */
export function Reports({ group, nameOf }: { group: Group; nameOf(id: string): string }) {
  const reports = group.reports ?? [];
  if (reports.length === 0) return null;
  return (
    <section aria-labelledby="group-reports">
      <h2 id="group-reports">
        Reported <small>{reports.length}</small>
      </h2>
      <ul className="reports">
        {reports.map((report) => (
          <Entry key={report.id} group={group} report={report} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  group: Group;
  report: Report;
  nameOf(id: string): string;
}

function Entry({ group, report: { id, reason, message }, nameOf }: EntryProps) {
  const toast = useToast();
  const author = message.author?.name ?? 'somebody who left';
  const keep = useAction(async () => {
    await refreshGroup((await api.request(DismissReportDocument, { id })).dismissGroupReport);
    toast({ text: 'The message stays.' });
  });
  const remove = useAction(async () => {
    if (!confirm(`Delete this message of ${author} for everybody?`)) return;
    await api.request(DeleteMessageDocument, { id: message.id });
    await refreshGroup(group);
  });
  const error = keep.error ?? remove.error;
  const busy = keep.busy || remove.busy || undefined;
  return (
    <li>
      <p className="reports-reason">{reason}</p>
      <blockquote>
        <Markdown text={message.text} nameOf={nameOf} />
        <footer>{author}</footer>
      </blockquote>
      {error !== undefined && (
        <FormAlert>
          <Refusal error={error} />
        </FormAlert>
      )}
      <p className="reports-choices">
        <button
          type="button"
          className="link-button"
          aria-disabled={busy}
          onClick={() => busy || void remove.run()}
        >
          Delete the message
        </button>
        <button
          type="button"
          className="link-button"
          aria-disabled={busy}
          onClick={() => busy || void keep.run()}
        >
          Let it stay
        </button>
      </p>
    </li>
  );
}
