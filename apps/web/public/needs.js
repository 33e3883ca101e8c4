/*
 * Says what the app needs where the browser is too old for it. In words that every browser reads (ECMAScript 5), and in
 * a file of its own: the page's policy takes no script within the page, and an old browser does not even parse the app.
 */
(function () {
  'use strict';
  var root = document.getElementById('root');
  var isNewEnough =
    'noModule' in document.createElement('script') &&
    typeof Map === 'function' &&
    typeof Map.groupBy === 'function' &&
    typeof Array.prototype.toSorted === 'function' &&
    typeof String.prototype.isWellFormed === 'function' &&
    window.CSS !== undefined &&
    CSS.supports('selector(:has(*))');
  if (isNewEnough || root === null) return;
  var box = document.createElement('div');
  box.id = 'too-old';
  box.setAttribute('role', 'alert');
  box.innerHTML =
    '<p>This browser is too old for Tallystick, which needs Chrome or Edge 117, Firefox 121, Safari 17.4, or a newer one.</p>' +
    '<p lang="ar" dir="rtl">هذا المتصفح أقدم من أن يعمل فيه Tallystick، إذ يلزم Chrome أو Edge 117 أو Firefox 121 أو Safari 17.4 أو ما هو أحدث.</p>';
  document.body.insertBefore(box, root);
})();
