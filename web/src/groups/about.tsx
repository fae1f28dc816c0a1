import { useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import {
  LeaveGroupDocument,
  RemoveMemberDocument,
  RenewInvitationDocument,
  SetMemberRoleDocument,
  ShareProgressDocument,
} from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { type Group, languageName, type Member, myGroupsQuery, refreshGroup } from '../data/groups.ts';
import { queryClient } from '../data/server-state.tsx';
import { sentenceOf, useAction } from '../parts/action.ts';
import { FormAlert, Refusal } from '../parts/form.tsx';
import { useToast } from '../shell/toasts.tsx';
import { colourOf } from './colours.ts';

/** What the group is, how one invites somebody, how one leaves. */
export function About({ group }: { group: Group }) {
  const navigate = useNavigate();
  const toast = useToast();
  const { run, busy, error } = useAction(async () => {
    if (!confirm(`Leave "${group.name}"?`)) return;
    await api.request(LeaveGroupDocument, { id: group.id });
    void queryClient.invalidateQueries({ queryKey: myGroupsQuery().queryKey });
    toast({ text: `You left "${group.name}".` });
    navigate('/groups');
  });
  return (
    <section aria-labelledby="about-group">
      <h2 id="about-group">About</h2>
      {group.description && <p className="group-description">{group.description}</p>}
      <p className="group-facts">
        {group.visibility === 'PUBLIC' ? 'Open to everybody' : 'By invitation'} ·{' '}
        {languageName(group.language)}
      </p>
      {group.invitation && !group.archivedAt && <Invitation group={group} token={group.invitation} />}
      <Sharing group={group} />
      {error !== undefined && (
        <FormAlert>
          <Refusal error={error} />
        </FormAlert>
      )}
      <button
        type="button"
        className="link-button"
        aria-disabled={busy || undefined}
        onClick={() => void run()}
      >
        Leave this group
      </button>
    </section>
  );
}

function Invitation({ group, token }: { group: Group; token: string }) {
  const toast = useToast();
  const link = `${location.origin}/join?invitation=${token}`;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      toast({ text: 'The link is copied.' });
    } catch {
      // Pages without https have no clipboard, and a browser may forbid it.
      field.current?.select();
      toast({
        kind: 'error',
        text: 'This browser does not let pages copy. The link is marked: copy it by hand.',
      });
    }
  };
  const renew = async () => {
    if (!confirm('Make a new link? The old one stops working.')) return;
    try {
      await refreshGroup((await api.request(RenewInvitationDocument, { id: group.id })).renewGroupInvitation);
      toast({ text: 'The old link does not work any more.' });
    } catch (error) {
      toast({ kind: 'error', text: sentenceOf(error) });
    }
  };
  return (
    <div className="invitation">
      <label htmlFor={id}>Invitation link</label>
      <input
        ref={field}
        id={id}
        className="input"
        readOnly
        value={link}
        onFocus={({ target }) => target.select()}
      />
      <p>
        <button type="button" className="link-button" onClick={() => void copy()}>
          Copy
        </button>{' '}
        <button type="button" className="link-button" onClick={() => void renew()}>
          New link
        </button>
      </p>
    </div>
  );
}

function Sharing({ group }: { group: Group }) {
  const [asked, setAsked] = useState(false);
  const { run, busy, error } = useAction(async (shared: boolean) => {
    setAsked(shared);
    await refreshGroup(
      (await api.request(ShareProgressDocument, { id: group.id, shared })).setProgressShared,
    );
  });
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={busy ? asked : (group.sharesProgress ?? false)}
        onChange={({ target }) => void run(target.checked)}
      />
      <span>
        Show the others what I have done of the goal
        {error !== undefined && <small role="alert">{sentenceOf(error)}</small>}
      </span>
    </label>
  );
}

interface MembersProps {
  group: Group;
  me: string;
  present: readonly string[];
}

/** Who is in the group, who is here now, and what each has done of the goal. */
export function Members({ group, me, present }: MembersProps) {
  const members = group.members ?? [];
  const here = new Set(present);
  return (
    <section aria-labelledby="group-members">
      <h2 id="group-members">
        Members <small>{members.length}</small>
      </h2>
      <ul className="members">
        {members.map((member) => (
          <li key={member.peer.id}>
            <span
              className="avatar"
              data-colour={colourOf(member.peer.id)}
              data-here={here.has(member.peer.id) || undefined}
              aria-hidden
            >
              {[...member.peer.name][0]?.toUpperCase()}
            </span>
            <div>
              <p>
                {member.peer.name}
                {member.peer.id === me && ' (you)'}
                {here.has(member.peer.id) && <span className="visually-hidden"> is here now</span>}
              </p>
              <p className="settings-detail">
                {member.role !== 'MEMBER' && (member.role === 'OWNER' ? 'Owner' : 'Moderator')}
                {member.done && group.goal.length > 0 && (
                  <>
                    {member.role !== 'MEMBER' && ' · '}
                    {member.done.length} of {group.goal.length} done
                  </>
                )}
              </p>
            </div>
            <MemberMenu group={group} member={member} me={me} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MemberMenu({ group, member, me }: { group: Group; member: Member; me: string }) {
  const toast = useToast();
  const [choice, setChoice] = useState('');
  const isOwner = group.myRole === 'OWNER';
  const mayRemove = isOwner || (group.myRole === 'MODERATOR' && member.role === 'MEMBER');
  if (member.peer.id === me || !mayRemove || group.archivedAt) return null;
  const { id } = group;
  const userId = member.peer.id;
  const run = async (what: string) => {
    setChoice('');
    const sure = {
      remove: `Remove ${member.peer.name}? The invitation link becomes a new one: they come back only by that.`,
      OWNER: `Make ${member.peer.name} the owner? You become a moderator.`,
    }[what];
    if (sure && !confirm(sure)) return;
    try {
      if (what === 'remove')
        await refreshGroup((await api.request(RemoveMemberDocument, { id, userId })).removeGroupMember);
      else if (what === 'OWNER' || what === 'MODERATOR' || what === 'MEMBER')
        await refreshGroup(
          (await api.request(SetMemberRoleDocument, { id, userId, role: what })).setGroupRole,
        );
    } catch (error) {
      toast({ kind: 'error', text: sentenceOf(error) });
    }
  };
  return (
    <select
      className="member-menu"
      aria-label={`Change ${member.peer.name}`}
      value={choice}
      onChange={({ target }) => void run(target.value)}
    >
      <option value="">Change</option>
      {isOwner && member.role !== 'MODERATOR' && <option value="MODERATOR">Make moderator</option>}
      {isOwner && member.role !== 'MEMBER' && <option value="MEMBER">Make member</option>}
      {isOwner && <option value="OWNER">Make owner</option>}
      <option value="remove">Remove</option>
    </select>
  );
}
