import { queryOptions, useQuery } from '@tanstack/react-query';
import {
  OpenReportsDocument,
  type OpenReportsQuery,
  ResolveReportDocument,
} from '../../../client/generated/graphql.ts';
import { accountQuery } from '../data/account.ts';
import { api } from '../data/api.ts';
import { queryClient, ServerState } from '../data/server-state.tsx';
import { Markdown } from '../groups/markdown.tsx';
import { useAction } from '../parts/action.ts';
import { FormAlert, Refusal } from '../parts/form.tsx';
import { Failure } from '../shell/failure.tsx';
import { Skeleton } from '../shell/skeleton.tsx';
import '../groups/groups.css';
import '../groups/people.css';
import './account.css';

/** What members of groups reported, for the moderators and admins of Atlas. */
export default function ReportsPage() {
  return (
    <ServerState>
      <div className="wrap groups-page">
        <header className="page-header">
          <h1>Reports</h1>
          <p className="lead">What members reported of groups and of messages in them, oldest first.</p>
        </header>
        <Reports />
      </div>
    </ServerState>
  );
}

const openReportsQuery = () =>
  queryOptions({
    queryKey: ['open-reports'],
    queryFn: async ({ signal }) => (await api.request(OpenReportsDocument, {}, { signal })).openGroupReports,
    refetchOnWindowFocus: true,
  });

function Reports() {
  const { data: account } = useQuery(accountQuery());
  const mayRead = account?.role === 'MODERATOR' || account?.role === 'ADMIN';
  const { data, error, refetch } = useQuery({ ...openReportsQuery(), enabled: mayRead });
  if (account !== undefined && !mayRead)
    return <p className="notice">This page is for the moderators of Atlas.</p>;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton label="Loading the reports" />;
  if (data.length === 0) return <p className="groups-none">Nothing is open.</p>;
  return (
    <ul className="reports">
      {data.map((report) => (
        <Entry key={report.id} report={report} />
      ))}
    </ul>
  );
}

function Entry({ report }: { report: OpenReportsQuery['openGroupReports'][number] }) {
  const { id, groupName, text, author, reason, createdAt, dismissed } = report;
  const isOfMessage = typeof text === 'string';
  const settle = useAction(async () => {
    await api.request(ResolveReportDocument, { id });
    await queryClient.invalidateQueries({ queryKey: openReportsQuery().queryKey });
  });
  return (
    <li>
      <p className="reports-reason">{reason}</p>
      <p className="settings-detail">
        {isOfMessage ? 'A message in' : 'The group'} {groupName} ·{' '}
        <time dateTime={createdAt}>{new Date(createdAt).toLocaleString()}</time>
        {dismissed && ' · the group let it stay'}
      </p>
      {isOfMessage && (
        <blockquote>
          {text ? <Markdown text={text} nameOf={() => 'a member'} /> : <p>It was deleted meanwhile.</p>}
          <footer>{author ? `${author.name} (${author.id})` : 'somebody whose account is gone'}</footer>
        </blockquote>
      )}
      {settle.error !== undefined && (
        <FormAlert>
          <Refusal error={settle.error} />
        </FormAlert>
      )}
      <p className="reports-choices">
        <button
          type="button"
          className="link-button"
          aria-disabled={settle.busy || undefined}
          onClick={() => void settle.run()}
        >
          Settled
        </button>
      </p>
    </li>
  );
}
