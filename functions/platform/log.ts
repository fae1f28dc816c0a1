import type { Logger } from '@aws-lambda-powertools/logger';
import type { Config } from './config.ts';

export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  /** `error` is logged with its stack and causes; nothing of it reaches a client. */
  error(message: string, error: unknown, fields?: Record<string, unknown>): void;
}

let loading: Promise<Logger> | undefined;

/**
 * JSON lines by Powertools, which is loaded with the first line: a request that logs nothing should not pay
 * for it. Lines keep their order; `requestId` is on each.
 */
export function createLog(level: Config['logLevel'], requestId: string): Log {
  const write = (use: (logger: Logger) => void): void => {
    if (level === 'SILENT') return;
    loading ??= import('@aws-lambda-powertools/logger').then(
      ({ Logger }) => new Logger({ serviceName: 'atlas-api', logLevel: level }),
    );
    void loading.then(use);
  };
  return {
    info: (message, fields) => write((logger) => logger.info(message, { requestId, ...fields })),
    warn: (message, fields) => write((logger) => logger.warn(message, { requestId, ...fields })),
    error: (message, error, fields) =>
      write((logger) => logger.error(message, { requestId, ...fields, error: toError(error) })),
  };
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
