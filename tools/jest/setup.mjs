// Nest and TypeORM read decorator metadata, so it has to be there before any of our files is.
import 'reflect-metadata';
