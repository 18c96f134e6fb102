// The one field that suggests what may be meant while one writes: names, people, paths and searches.

import { type ComponentProps, type ReactNode, useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import styles from './combobox.module.css';
import { PacedInput } from './paced-input.tsx';

interface Props<Item> {
  text: string;
  onText: (text: string) => void;
  /** What may be meant, best first; undefined: not known yet. */
  items: readonly Item[] | undefined;
  keyOf: (item: Item) => string;
  onChoose: (item: Item) => void;
  /** How an item looks. */
  children: (item: Item) => ReactNode;
  /** What the list is called. */
  list: string;
  field: ComponentProps<'input'>;
  align?: 'start' | 'center';
  opensOnClick?: boolean;
  onOpen?: (isOpen: boolean) => void;
}

const NO_OPTIONS: never[] = [];

/** The list opens below the field, and nothing in it is chosen until an arrow key or the mouse points at it. */
export function Combobox<Item>({
  text,
  onText,
  items = NO_OPTIONS,
  keyOf,
  onChoose,
  children,
  list,
  field,
  align = 'start',
  opensOnClick = false,
  onOpen,
}: Props<Item>) {
  const [isOpen, setIsOpen] = useState(false);
  const open = (next: boolean) => {
    setIsOpen(next);
    onOpen?.(next);
  };
  return (
    <Autocomplete.Root
      items={items}
      filter={null}
      openOnInputClick={opensOnClick}
      // An open list takes everything else from those who cannot see it: not for nothing to choose from.
      open={isOpen && items.length > 0}
      onOpenChange={open}
      value={text}
      onValueChange={takeWritten(onText)}
      itemToStringValue={keyOf}
    >
      <Field
        {...field}
        onKeyDown={(event) => {
          // What is suggested for it may come later, and would cover what is said of it.
          if (event.key === 'Enter') open(false);
          field.onKeyDown?.(event);
        }}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={styles['positioner']} sideOffset={6} align={align}>
          <Autocomplete.Popup className={styles['popup']}>
            <List label={list} keyOf={keyOf} onChoose={onChoose}>
              {children}
            </List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

/** The list stands below the field all the time, and Enter takes its first as soon as something is written. */
export function ListedCombobox<Item>({
  text,
  onText,
  items = NO_OPTIONS,
  keyOf,
  onChoose,
  children,
  list,
  field,
  none,
}: Omit<Props<Item>, 'align' | 'opensOnClick' | 'onOpen'> & {
  /** What is said where nothing can be meant. */
  none: string;
}) {
  return (
    <Autocomplete.Root
      items={items}
      filter={null}
      inline
      open
      autoHighlight
      value={text}
      onValueChange={takeWritten(onText)}
      itemToStringValue={keyOf}
    >
      <Field {...field} />
      <div className={styles['listed']}>
        <List label={list} keyOf={keyOf} onChoose={onChoose}>
          {children}
        </List>
        <Autocomplete.Empty className={styles['none']}>{none}</Autocomplete.Empty>
      </div>
    </Autocomplete.Root>
  );
}

function Field(field: ComponentProps<'input'>) {
  return (
    <Autocomplete.Input
      autoComplete="off"
      spellCheck={false}
      {...field}
      render={(props) => <PacedInput {...props} />}
    />
  );
}

function List<Item>({
  label,
  keyOf,
  onChoose,
  children,
}: Pick<Props<Item>, 'keyOf' | 'onChoose' | 'children'> & { label: string }) {
  return (
    <Autocomplete.List className={styles['list']} aria-label={label}>
      {(item: Item) => (
        <Autocomplete.Item key={keyOf(item)} value={item} className={styles['item']} onClick={() => onChoose(item)}>
          {children(item)}
        </Autocomplete.Item>
      )}
    </Autocomplete.List>
  );
}

/** Neither what is chosen nor Escape puts its own text into the field: that is for the owner of the text to say. */
function takeWritten(onText: (text: string) => void) {
  return (text: string, { reason }: { reason: string }) => {
    if (reason === 'input-change') onText(text);
  };
}
