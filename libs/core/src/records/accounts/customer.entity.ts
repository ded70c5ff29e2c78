import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person or body that the city sends bills to. */
@Entity('customer')
export class Customer {
  @PrimaryGeneratedColumn('identity', { type: 'integer' })
  id!: number;
  @Column({ type: 'text' })
  name!: string;
  @Column({ type: 'text', default: '' })
  phone!: string;
  @Column({ type: 'text', default: '' })
  email!: string;
  /** One of the notice languages: `en`, `es`, `zh`, `tl`, `vi`, `ko`. */
  @Column({ type: 'text', default: 'en' })
  language!: string;
  /** Where letters go when not to the service address; empty for the same. */
  @Column({ name: 'mailing_address', type: 'text', default: '' })
  mailingAddress!: string;
}
