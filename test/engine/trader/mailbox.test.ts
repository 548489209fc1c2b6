import { describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../../../engine/trader/mailbox.ts';

describe('mailbox', () => {
  it('handles what an event causes behind what was queued before it', () => {
    const handled: string[] = [];
    const mailbox: Mailbox<string> = createMailbox<string>(
      (event) => {
        handled.push(`${event} begins`);
        if (event === 'kline') {
          mailbox.post('intent');
          mailbox.post('another intent');
        }
        handled.push(`${event} ends`);
      },
      () => undefined,
    );
    mailbox.post('kline');
    expect(handled).toEqual([
      'kline begins',
      'kline ends',
      'intent begins',
      'intent ends',
      'another intent begins',
      'another intent ends',
    ]);
  });

  it('is quiet only when nothing is left, and handles what quiet causes before it rests', () => {
    const log: string[] = [];
    let answered = false;
    const mailbox: Mailbox<string> = createMailbox<string>(
      (event) => {
        log.push(event);
        if (event === 'kline') mailbox.post('intent');
      },
      () => {
        log.push('quiet');
        if (!answered) {
          answered = true;
          mailbox.post('report');
        }
      },
    );
    mailbox.post('kline');
    expect(log).toEqual(['kline', 'intent', 'quiet', 'report', 'quiet']);
  });

  it('says whether it is handling an event', () => {
    const seen: boolean[] = [];
    const mailbox: Mailbox<string> = createMailbox<string>(
      () => seen.push(mailbox.inTurn()),
      () => undefined,
    );
    seen.push(mailbox.inTurn());
    mailbox.post('x');
    seen.push(mailbox.inTurn());
    expect(seen).toEqual([false, true, false]);
  });

  it('stops at a bug instead of going on with half-changed state', () => {
    const mailbox = createMailbox<string>(
      () => {
        throw new Error('a bug');
      },
      () => undefined,
    );
    expect(() => {
      mailbox.post('x');
    }).toThrow('a bug');
    expect(() => {
      mailbox.post('y');
    }).toThrow('the mailbox stopped at an earlier error');
  });
});
