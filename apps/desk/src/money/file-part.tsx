import { filePosted, filePreview } from '@curbstop/contracts';
import type { FilePosted, FilePreview, Role } from '@curbstop/contracts';
import { Button, ClauseTag, Icon, mayUse, SelectField, useObservable } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useOnline } from '../requests/use-online.ts';
import { FileAnswer } from './file-answer.tsx';
import { FileLines } from './file-lines.tsx';
import { FileProblems } from './file-problems.tsx';
import { base64Of, beforeSays, FILE_KINDS, kindOf, tallyOf, toPostSays } from './files.ts';
import type { FileKind } from './files.ts';
import { PostedFilesCard } from './posted-files.tsx';

const POSTERS: readonly Role[] = ['cashier', 'clerk', 'finance', 'asst-director-finance'];

/** A bank's file has thousands of lines, each a transaction. In milliseconds. */
const PATIENCE = 120_000;

interface Chosen {
  readonly name: string;
  readonly content: string;
  readonly encoding: 'base64';
  readonly kind: FileKind;
}

function lockOf(mayPost: boolean, online: boolean, preview: FilePreview): Refusal | null {
  if (!mayPost) return { reason: 'Finance posts the banks’ files.', clauses: ['K.9'] };
  if (!online) return { reason: 'No network. Nothing is sent; the file is still chosen.' };
  if (!preview.mayPost)
    return {
      reason: preview.kind === 'payments' ? 'There is nothing in it to post.' : 'A damaged file is not posted at all.',
      clauses: [preview.kind === 'payments' ? 'J.3' : 'K.9'],
    };
  const { fresh, before, unknown } = tallyOf(preview.lines);
  if (fresh > 0 || (before === 0 && unknown > 0)) return null;
  return {
    reason:
      before > 0
        ? 'Posting it again changes nothing: what can be posted of it was posted before.'
        : 'Nothing of it would be posted.',
  };
}

/** J.3, K.9: a bank's file: what each of its lines would do, and then does. */
export function FilePart(): VNode {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const online = useOnline();
  const looking = useDeed();
  const posting = useDeed();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [posted, setPosted] = useState<FilePosted | null>(null);
  const [version, setVersion] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const mayPost = who.phase === 'in' && mayUse(who.me, POSTERS);
  useEffect(() => input.current?.focus(), []);

  const look = (file: Chosen): void => {
    setChosen(file);
    setPreview(null);
    setPosted(null);
    posting.forget();
    looking.run(async () => {
      setPreview(await api.post('/api/payment-files/preview', file, filePreview, { timeoutMs: PATIENCE }));
    });
  };
  const choose = (file: File | undefined): void => {
    if (!file) return;
    looking.forget();
    // The bytes as they are: banks and spreadsheets write in several encodings, and the server knows them.
    void file.arrayBuffer().then((buffer) => {
      const bytes = new Uint8Array(buffer);
      const kind = kindOf(file.name, new TextDecoder('windows-1252').decode(bytes.slice(0, 200)));
      look({ name: file.name, content: base64Of(bytes), encoding: 'base64', kind });
    });
  };
  const post = (): void => {
    if (!chosen) return;
    posting.run(async () => {
      setPosted(await api.post('/api/payment-files', chosen, filePosted, { timeoutMs: PATIENCE }));
      setVersion((before) => before + 1);
    });
  };
  return (
    <div class="money">
      <section class="cs-card card-pad file-choose">
        <label class="cs-field">
          <span class="file-label">A bank’s file</span>
          <input
            ref={input}
            type="file"
            class="cs-input"
            accept=".csv,.txt,.ach,text/csv,text/plain"
            disabled={!mayPost || posting.busy}
            // Chosen again, the same file is looked at again.
            onClick={(event: TargetedEvent<HTMLInputElement>) => {
              event.currentTarget.value = '';
            }}
            onChange={(event: TargetedEvent<HTMLInputElement>) => choose(event.currentTarget.files?.[0])}
          />
        </label>
        <SelectField
          label="What it holds"
          value={chosen?.kind ?? 'payments'}
          options={FILE_KINDS}
          onValue={(value) => {
            const kind = FILE_KINDS.find((each) => each.value === value)?.value;
            if (chosen && kind && !posting.busy) look({ ...chosen, kind });
          }}
        />
        <p class="cs-muted cs-small cs-grow">
          {mayPost ? (
            'It is only looked at until you post it. Payments: a first line account,amount,method,date,reference, then one payment a line. Returns: the bank’s NACHA file.'
          ) : (
            <>
              <Icon name="lock" /> Finance, cashiers and clerks post the banks’ files. <ClauseTag clause="K.9" />
            </>
          )}
        </p>
      </section>
      <Trouble error={looking.error} unknown="The file is still chosen. Choose it again to look at it." />
      {preview && posted === null && (
        <>
          <FileProblems preview={preview} />
          <FileLines lines={preview.lines} done={false} />
          <div class="cs-card money-foot">
            <p class="money-deed">
              <span class="cs-muted cs-grow">{beforeSays(tallyOf(preview.lines))}</span>
              <Button kind="primary" refused={lockOf(mayPost, online, preview)} busy={posting.busy} onClick={post}>
                {toPostSays(tallyOf(preview.lines))}
              </Button>
            </p>
          </div>
        </>
      )}
      <Trouble
        error={posting.error}
        unknown="It is not known how far it came. Post it again: what was posted is not posted twice."
      />
      {posted && (
        <>
          <FileAnswer posted={posted} name={chosen?.name ?? ''} />
          <FileLines lines={posted.lines} done />
        </>
      )}
      <PostedFilesCard key={version} hash={preview?.hash ?? null} />
    </div>
  );
}
