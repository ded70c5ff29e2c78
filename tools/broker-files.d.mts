/** Adds a device to the broker's password file, or gives it another secret. */
export function addBrokerUser(folder: string, user: string, password: string): void;
