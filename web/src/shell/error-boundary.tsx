import { Component, type ReactNode } from 'react';
import { isCodeError } from './code-errors.ts';
import { Failure } from './failure.tsx';

interface Props {
  children: ReactNode;
  /** Another value clears the error: the path of the page. */
  resetKey: string;
  /** A whole page is inside. */
  isPage?: boolean;
  onRetry?: () => void;
}

/**
 * Keeps an error of a page inside the page. What was typed lives outside of it, in the URL and in the store,
 * so a retry starts where the reader was.
 */
export class ErrorBoundary extends Component<Props, { error: unknown; resetKey: string }> {
  override state = { error: undefined as unknown, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: { error: unknown; resetKey: string }) {
    return props.resetKey === state.resetKey ? null : { error: undefined, resetKey: props.resetKey };
  }

  retry = () => {
    if (isCodeError(this.state.error)) return location.reload();
    this.props.onRetry?.();
    this.setState({ error: undefined });
  };

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return <Failure error={this.state.error} onRetry={this.retry} isPage={this.props.isPage} />;
  }
}
