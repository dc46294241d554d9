// A poster of another municipality than the parent's.
export const elsewhere = {
  elsewhere_title: '別の市区町村のクーポンを使うとき',
  elsewhere_help: '同じ掲示から、ほかの市区町村のクーポンも使えることがあります。クーポンを受け取った市区町村を選んでください。',
  elsewhere_choose: '市区町村',
  elsewhere_use: '{name}で進む',
} as const
