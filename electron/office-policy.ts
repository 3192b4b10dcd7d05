import { createPolicy, machineFolders, type Policy, readPolicyFile } from './policy/index.ts';
import { isTrustedFile } from './platform/trusted-file.ts';
import { userName } from './platform/user-name.ts';

/** The policy of this computer, as its file is now. There is no variable that leads elsewhere. */
export const readPolicy = (environment: NodeJS.ProcessEnv): Policy =>
  createPolicy(
    readPolicyFile({ folders: machineFolders(process.platform, environment), isTrusted: isTrustedFile, userName }),
  );
