import { useState } from 'react';
import {
  ReportGroupDocument,
  SetGroupArchivedDocument,
  UpdateGroupDocument,
} from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { type Group, refreshGroup } from '../data/groups.ts';
import { sentenceOf, useAction } from '../parts/action.ts';
import { useToast } from '../shell/toasts.tsx';
import { GroupForm } from './group-form.tsx';

/** Changing, archiving and reporting a group. */
export function Manage({ group }: { group: Group }) {
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const leads = group.myRole === 'OWNER' || group.myRole === 'MODERATOR';
  const archive = useAction(async (archived: boolean) => {
    if (archived && !confirm('Archive this group? It can be read, but nobody writes to it any more.')) return;
    await refreshGroup(
      (await api.request(SetGroupArchivedDocument, { id: group.id, archived })).setGroupArchived,
    );
  });
  const report = useAction(async () => {
    const reason = prompt('What is wrong with this group? The moderators of Atlas read it.');
    if (!reason) return;
    await api.request(ReportGroupDocument, { id: group.id, reason });
    toast({ text: 'Reported. Thank you.' });
  });
  const error = archive.error ?? report.error;
  return (
    <section aria-labelledby="manage-group">
      <h2 id="manage-group">Manage</h2>
      {error !== undefined && <p role="alert">{sentenceOf(error)}</p>}
      <ul className="manage">
        {leads && !group.archivedAt && (
          <li>
            <button
              type="button"
              className="link-button"
              aria-expanded={changing}
              onClick={() => setChanging(!changing)}
            >
              Change name and description
            </button>
          </li>
        )}
        {group.myRole === 'OWNER' && (
          <li>
            <button type="button" className="link-button" onClick={() => void archive.run(!group.archivedAt)}>
              {group.archivedAt ? 'Bring the group back' : 'Archive the group'}
            </button>
          </li>
        )}
        {group.myRole !== 'OWNER' && (
          <li>
            <button type="button" className="link-button" onClick={() => void report.run()}>
              Report this group
            </button>
          </li>
        )}
      </ul>
      {changing && (
        <GroupForm
          label="Change the group"
          action="Save"
          busyAction="Saving"
          group={group}
          onSubmit={async (input) => {
            await refreshGroup(
              (await api.request(UpdateGroupDocument, { id: group.id, input })).updateStudyGroup,
            );
            setChanging(false);
          }}
        />
      )}
    </section>
  );
}
