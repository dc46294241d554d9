// The stand-in for LINE's script for pages: says who opened the page, as LINE's does, from what LINE put behind the #.
{
  const own = new URL(document.currentScript.src).origin
  let liff_id
  let token
  window.liff = {
    async init({ liffId }) {
      liff_id = liffId
      const behind = new URLSearchParams(location.hash.slice(1))
      const found = behind.get('id_token')
      if (found) {
        sessionStorage.setItem('liff-id-token', found)
        sessionStorage.setItem('liff-access-token', behind.get('access_token'))
        history.replaceState(history.state, '', location.pathname + location.search)
      }
      token = found ?? sessionStorage.getItem('liff-id-token')
    },
    isLoggedIn: () => Boolean(token),
    login: ({ redirectUri }) => location.assign(`${own}/liff-sign-in?liff=${liff_id}&redirect=${encodeURIComponent(redirectUri)}`),
    getIDToken: () => token,
    getAccessToken: () => sessionStorage.getItem('liff-access-token'),
    isInClient: () => Boolean(window.opener),
    closeWindow: () => window.close(),
  }
}
