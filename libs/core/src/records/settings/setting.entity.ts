import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One value of the whole city: its name, its heartbeats, the demo clock. */
@Entity('setting')
export class Setting {
  @PrimaryColumn({ type: 'text' })
  key!: string;
  @Column({ type: 'jsonb' })
  value!: unknown;
}
