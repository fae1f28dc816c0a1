import type { DocumentNode } from 'graphql';
import { parseWithin } from './limits.ts';

/** Documents kept, and the longest text that is kept: a syntax tree takes some 50 times its text. */
const KEPT = 500;
const LONGEST = 4_000;

export interface Documents {
  /**
   * The parsed document of a text; the same object for the same text as long as it is kept.
   *
   * @throws GraphQLError for a mistake of syntax, or with code TOO_COMPLEX
   */
  parse(text: string): DocumentNode;
  /** Whether `markValid` was called for it: rules depend on nothing but the document. */
  isValid(document: DocumentNode): boolean;
  markValid(document: DocumentNode): void;
}

/** Parsed and validated documents, the longest unused dropped first. Bounded, since texts come from anybody. */
export function createDocuments(limits: { tokens: number }): Documents {
  const byText = new Map<string, DocumentNode>();
  const valid = new WeakSet<DocumentNode>();
  return {
    parse(text) {
      let document = byText.get(text);
      if (document) byText.delete(text);
      else document = parseWithin(text, limits.tokens);
      if (text.length <= LONGEST) byText.set(text, document);
      if (byText.size > KEPT) byText.delete(byText.keys().next().value as string);
      return document;
    },
    isValid: (document) => valid.has(document),
    markValid: (document) => void valid.add(document),
  };
}
