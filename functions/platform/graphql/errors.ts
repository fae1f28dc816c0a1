import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, reasonOf } from '../errors.ts';
import type { Log } from '../log.ts';

/**
 * What a client may see of errors: those of the request itself and of the domains, with a stable code.
 * Everything else is logged with its cause and answered "Unexpected error" with the request's id.
 */
export function publicErrors(
  errors: readonly unknown[],
  log: Log,
  requestId: string,
): GraphQLFormattedError[] {
  return errors.map((error) => {
    const cause = error instanceof GraphQLError && error.originalError ? error.originalError : error;
    const place = error instanceof GraphQLError ? { locations: error.locations, path: error.path } : {};
    if (cause instanceof DomainError) {
      if (cause.cause)
        log.warn('A resolver was refused', { code: cause.code, reason: reasonOf(cause.cause) });
      return { message: cause.message, ...place, extensions: { code: cause.code, requestId } };
    }
    if (cause instanceof GraphQLError) {
      // Libraries have codes of their own, and graphql-jit's errors may have no extensions at all.
      const code = cause.extensions?.code === 'TOO_COMPLEX' ? 'TOO_COMPLEX' : 'BAD_INPUT';
      // "Did you mean" would spell out the schema, name by name.
      const message = cause.message.replace(/ Did you mean [^?]*\?/g, '');
      return { message, ...place, extensions: { code, requestId } };
    }
    log.error('A resolver failed', cause, { path: place.path?.join('.') });
    return { message: 'Unexpected error', ...place, extensions: { code: 'INTERNAL', requestId } };
  });
}
