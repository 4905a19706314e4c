// An OpenID provider on loopback: node provider.mjs PORT APP. Whoever writes a name is signed in as
// that account. Prompts are the provider's defaults, so select_account is refused.
import { createHash } from 'node:crypto';

import { Provider } from 'oidc-provider';

const [port, app] = process.argv.slice(2);
const home = `${app}/oauth2callback`;
// As many as some providers put into a token, by names that do not compress.
const many = Array.from({ length: 200 }, (_, n) => (
  createHash('md5').update(String(n)).digest('hex')
));

const accounts = {
  lan: { email: 'Lan@so.example', email_verified: true },
  stranger: { email: 'stranger@so.example', email_verified: true },
  unverified: { email: 'lan@so.example', email_verified: false },
  silent: {},
  unsaid: { email: 'lan@so.example' },
  grouped: { email: 'chief@so.example', email_verified: true, groups: [...many, 'chiefs'] },
};

const provider = new Provider(`http://localhost:${port}`, {
  clients: [{
    client_id: 'vtdash',
    client_secret: 'a secret of tests',
    redirect_uris: [home],
    post_logout_redirect_uris: [home],
  }],
  claims: { openid: ['sub', 'groups'], email: ['email', 'email_verified'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['a key of tests'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: async (ctx, form) => {
        ctx.body = `<!doctype html><html lang="en"><title>Out</title>${form}`
          + '<button form="op.logoutForm" name="logout" value="yes">Continue</button></html>';
      },
    },
  },
  interactions: { url: (_, { uid }) => `/who/${uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new provider.Grant({
      clientId: oidc.client.clientId, accountId: oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

provider.use(async (ctx, next) => {
  if (ctx.path === '/favicon.ico') { ctx.status = 204; return undefined; }
  if (!ctx.path.startsWith('/who/')) return next();
  if (ctx.method === 'GET') {
    ctx.type = 'html';
    ctx.body = '<!doctype html><html lang="en"><title>Who</title><form method="post">'
      + '<input name="name" aria-label="Name"><button>Continue</button></form>';
    return undefined;
  }
  let sent = '';
  for await (const part of ctx.req) sent += part;
  const accountId = new URLSearchParams(sent).get('name');
  ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId } }));
  ctx.status = 303;
  return undefined;
});

provider.listen(Number(port), '127.0.0.1');
