// What scripts add to the pages of importing: the list of the chosen files with
// what is too large, dropping them, progress of the upload, progress of a job as
// it goes, and keys in a review. Without scripts the forms send themselves and
// the page of a job loads itself again.
(function () {
  "use strict";
  var doc = document;

  function size(n) {
    if (n < 1048576) return Math.max(1, Math.ceil(n / 1024)) + " KB";
    var unit = n < 1073741824 ? [1048576, " MB"] : [1073741824, " GB"];
    return (n / unit[0]).toFixed(1).replace(".", ",").replace(",0", "") + unit[1];
  }
  function seconds(s) {
    if (s < 60) return "còn khoảng " + Math.max(1, Math.ceil(s)) + " giây";
    if (s < 3600) return "còn khoảng " + Math.round(s / 60) + " phút";
    return "còn khoảng " + (s / 3600).toFixed(1).replace(".", ",") + " giờ";
  }
  function el(tag, cls, text) {
    var e = doc.createElement(tag);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  }

  // --- handing in -----------------------------------------------------------
  var form = doc.getElementById("tai-len");
  if (form && window.FormData && window.XMLHttpRequest) (function () {
    var input = form.querySelector("input[type=file]"), drop = form.querySelector(".drop");
    var chosen = form.querySelector(".chosen"), sum = chosen.querySelector(".sum"), list = chosen.querySelector(".files");
    var bad = form.querySelector(".bad"), clear = form.querySelector(".clear"), go = form.querySelector("button[type=submit]");
    var sending = form.querySelector(".sending"), bar = sending.querySelector("progress"), pace = sending.querySelector(".pace");
    var limits = { files: +form.dataset.files, file: +form.dataset.file, archive: +form.dataset.archive, all: +form.dataset.all };
    var files = [], request = null;
    form.querySelector(".dropsay").hidden = false;
    input.required = false; // dropped files are not in the field

    function tooLarge(f) {
      var most = /\.(zip|tar|tgz|tar\.gz)$/i.test(f.name) ? limits.archive : limits.file;
      return f.size > most ? "lớn hơn " + size(most) + ", không gửi" : "";
    }
    function say(text) { bad.textContent = text; bad.hidden = !text; }
    function show() {
      var total = 0, good = 0, i;
      list.textContent = "";
      for (i = 0; i < files.length; i++) {
        var why = tooLarge(files[i]), li = el("li");
        if (!why) { total += files[i].size; good++; }
        li.appendChild(el("span", "n", files[i].name));
        li.appendChild(el("span", why ? "bad" : "z", why || size(files[i].size)));
        if (i < 500) list.appendChild(li);
      }
      if (files.length > 500) list.appendChild(el("li", "", "và " + (files.length - 500) + " tệp khác"));
      sum.textContent = good + " tệp, " + size(total);
      chosen.hidden = clear.hidden = !files.length;
      say(good > limits.files ? "Mỗi lần nhiều nhất " + limits.files + " tệp. Hãy bớt tệp, hoặc nén thành một tệp .zip."
        : total > limits.all ? "Mỗi lần nhiều nhất " + size(limits.all) + ". Hãy chia làm nhiều lần." : "");
      return good > 0 && good <= limits.files && total <= limits.all;
    }
    function add(more) {
      for (var i = 0; i < more.length; i++) {
        var f = more[i], same = files.some(function (g) { return g.name === f.name && g.size === f.size && g.lastModified === f.lastModified; });
        if (!same) files.push(f);
      }
      show();
    }
    input.addEventListener("change", function () { add(input.files); input.value = ""; });
    clear.addEventListener("click", function () {
      if (request) { request.abort(); return; }
      files = [];
      show();
      input.focus();
    });
    function dragged(e) { return e.dataTransfer && Array.prototype.indexOf.call(e.dataTransfer.types, "Files") >= 0; }
    ["dragenter", "dragover"].forEach(function (t) {
      doc.addEventListener(t, function (e) { if (dragged(e)) { e.preventDefault(); drop.classList.add("over"); } });
    });
    doc.addEventListener("dragleave", function (e) { if (!e.relatedTarget) drop.classList.remove("over"); });
    doc.addEventListener("drop", function (e) {
      if (!dragged(e)) return;
      e.preventDefault();
      drop.classList.remove("over");
      if (!request) add(e.dataTransfer.files);
    });
    function idle() {
      request = null;
      go.disabled = input.disabled = false;
      sending.hidden = true;
      clear.textContent = "Bỏ chọn";
    }
    form.addEventListener("submit", function (e) {
      e.preventDefault();
      if (request) return;
      if (!files.length) { say("Hãy chọn ít nhất một tệp."); input.focus(); return; }
      if (!show()) { if (bad.hidden) say("Không có tệp nào gửi được."); return; }
      var data = new FormData(), began = Date.now(), x = new XMLHttpRequest();
      files.forEach(function (f) { if (!tooLarge(f)) data.append("tep", f, f.name); });
      request = x;
      go.disabled = input.disabled = true;
      clear.textContent = "Dừng tải lên";
      sending.hidden = false;
      bar.value = 0;
      pace.textContent = "Đang tải lên";
      x.upload.addEventListener("progress", function (p) {
        if (!p.lengthComputable) return;
        bar.max = p.total;
        bar.value = p.loaded;
        var took = (Date.now() - began) / 1000, left = took > 1 && p.loaded ? (p.total - p.loaded) / (p.loaded / took) : 0;
        pace.textContent = "Đã tải lên " + size(p.loaded) + "/" + size(p.total) + (p.loaded >= p.total ? ", đang ghi vào ổ đĩa" : left ? ", " + seconds(left) : "");
      });
      x.addEventListener("load", function () {
        var a = null;
        try { a = JSON.parse(x.responseText); } catch (err) { /* not ours */ }
        if (x.status === 202 && a && a.url) { location.href = a.url; return; }
        idle();
        say(a && a.error ? a.error.message : "Máy chủ trả lời không đúng. Hãy tải lại trang rồi thử lại.");
      });
      x.addEventListener("error", function () {
        idle();
        say("Đường truyền bị ngắt, chưa tệp nào được nhận. Hãy xem chương trình còn mở không, rồi tải lại.");
      });
      x.addEventListener("abort", function () { idle(); say("Đã dừng tải lên, chưa tệp nào được nhận."); });
      x.open("POST", form.dataset.api);
      x.setRequestHeader("Accept", "application/json");
      x.send(data);
    });
  })();

  // --- a job under way --------------------------------------------------------
  var live = doc.getElementById("tien-do"), lines = doc.getElementById("ket-qua");
  var words = { added: "Thêm mới", attached: "Thêm bản khác", text: "Có toàn văn", version: "Bản mới", skipped: "Bỏ qua", waiting: "Chờ nhận dạng", doubtful: "Cần duyệt", refused: "Từ chối", failed: "Lỗi" };
  function name(o) {
    if (!o.number) return o.title || o.id;
    var label = o.year ? o.number + "/" + o.year + "/" + o.symbol : o.number + (o.symbol.indexOf("/") >= 0 ? "-" : "/") + o.symbol;
    return o.type + " " + label.replace(/[\/-]$/, "");
  }
  function line(o) {
    var li = el("li", "s-" + o.status), head = el("p", "l-head");
    head.appendChild(el("span", "st", words[o.status] || o.status));
    head.appendChild(doc.createTextNode(" "));
    head.appendChild(el("span", "f", o.file));
    li.appendChild(head);
    if (o.id) {
      var p = el("p", "l-doc"), a = el("a", "", name(o));
      a.href = "/van-ban/" + encodeURIComponent(o.id);
      p.appendChild(a);
      if (o.title && o.number) { p.appendChild(doc.createTextNode(" ")); p.appendChild(el("span", "grey", o.title)); }
      li.appendChild(p);
    }
    [o.error, o.note].concat((o.doubts || []).map(function (d) { return d.why; })).forEach(function (w) {
      if (w) li.appendChild(el("p", "l-why", w.charAt(0).toUpperCase() + w.slice(1)));
    });
    return li;
  }
  if (live && window.fetch) (function () {
    var from = +live.dataset.from, told = -1, failed = 0;
    var bar = live.querySelector("progress"), tally = live.querySelector(".tally"), rate = live.querySelector(".rate"), now = live.querySelector(".now"), status = live.querySelector("[role=status]");
    function ask() {
      fetch(live.dataset.api + "?after=" + from, { headers: { Accept: "application/json" } }).then(function (r) {
        if (!r.ok) throw new Error(r.status);
        return r.json();
      }).then(function (j) {
        failed = 0;
        from = j.from + j.files.length;
        bar.max = Math.max(1, j.total);
        bar.value = j.done;
        tally.textContent = j.tally;
        rate.textContent = j.pace;
        now.textContent = j.current ? "Đang đọc " + j.current : "";
        j.files.forEach(function (o) { lines.insertBefore(line(o), lines.firstChild); });
        while (lines.children.length > 60) lines.removeChild(lines.lastChild);
        var quarter = Math.floor(4 * j.done / Math.max(1, j.total));
        if (quarter !== told) { told = quarter; status.textContent = j.words; }
        if (j.state === "queued" || j.state === "running") setTimeout(ask, j.files.length >= 500 ? 50 : 1000);
        else location.reload();
      }).catch(function () {
        // The program may be starting again, and goes on with the job then.
        if (++failed > 3) rate.textContent = "Mất liên lạc với chương trình, đang thử lại";
        setTimeout(ask, Math.min(10000, 1000 * failed));
      });
    }
    setTimeout(ask, 500);
  })();

  // --- a review ---------------------------------------------------------------
  var review = doc.getElementById("duyet");
  if (review) {
    var hint = doc.querySelector(".keyshint");
    if (hint) hint.hidden = false;
    doc.addEventListener("keydown", function (e) {
      if (e.isComposing) return;
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && review.contains(e.target)) {
        var accept = review.querySelector("button[name=viec]");
        if (accept) { e.preventDefault(); accept.click(); }
        return;
      }
      if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
      var to = e.key === "j" || e.key === "J" ? "rv-next" : e.key === "k" || e.key === "K" ? "rv-prev" : "", a = to && doc.getElementById(to);
      if (a) { e.preventDefault(); a.click(); }
    });
  }
})();
