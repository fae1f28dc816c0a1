import { expect, test } from 'vitest';
import { unwrapped } from './prose.tsx';

test('wrapped lines of a paragraph and of a list item become one', () => {
  expect(unwrapped('One\ntwo.\n\n- a\n  b\n- c\n\n1. d\n2. e')).toBe('One two.\n\n- a b\n- c\n\n1. d\n2. e');
});

test('lines of code stay', () => {
  expect(unwrapped('Look:\n\n```sh\none\ntwo\n```\n\nand\ngo on')).toBe(
    'Look:\n\n```sh\none\ntwo\n```\n\nand go on',
  );
});
