import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { SearchGroupDocument } from '../../../client/generated/graphql.ts';
import { api } from '../data/api.ts';
import { toChatMessage } from '../data/chat.ts';
import { sentenceOf } from '../parts/action.ts';
import { excerptOf } from './message.tsx';

interface Props {
  groupId: string;
  nameOf(id: string | null): string;
  onShow(id: string): void;
}

/** Finds messages of a group by their words. */
export function ChatSearch({ groupId, nameOf, onShow }: Props) {
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const { data, error, isFetching } = useQuery({
    queryKey: ['search-group', groupId, query],
    enabled: query !== '',
    queryFn: async ({ signal }) =>
      (await api.request(SearchGroupDocument, { id: groupId, query }, { signal })).studyGroup?.search ?? [],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setQuery(field.current?.value.trim() ?? '');
  };
  return (
    <search className="chat-search">
      <form aria-label="Search this chat" onSubmit={submit}>
        <Search size={15} aria-hidden />
        <input
          ref={field}
          type="search"
          aria-label="Search this chat"
          placeholder="Search"
          onChange={({ target }) => target.value === '' && setQuery('')}
        />
      </form>
      {query !== '' && (
        <section className="popup chat-found" aria-label="Found messages" aria-live="polite">
          {error ? (
            <p>{sentenceOf(error)}</p>
          ) : isFetching && !data ? (
            <p>Searching</p>
          ) : data?.length === 0 ? (
            <p>No message has all these words.</p>
          ) : (
            <ul>
              {data?.map((message) => (
                <li key={message.id}>
                  <button
                    type="button"
                    onClick={() => {
                      setQuery('');
                      onShow(message.id);
                    }}
                  >
                    <strong>{message.author?.name ?? 'Somebody who left'}</strong>{' '}
                    <time dateTime={message.createdAt}>
                      {new Date(message.createdAt).toLocaleDateString()}
                    </time>
                    <span>{excerptOf(toChatMessage(message), nameOf)}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <button type="button" className="link-button" onClick={() => setQuery('')}>
            Close
          </button>
        </section>
      )}
    </search>
  );
}
