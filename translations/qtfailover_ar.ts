<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>QtFailover</name>
    <message>
        <source>Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new instance may not see the primary at once; allow abstract sockets and raise the limit of open files.</source>
        <translation>تعذّر ربط المقبس المجرّد للحقبة %1: %2. إذا حُذف مجلد المجموعة في هذه الأثناء فقد لا ترى نسخة جديدة النسخة الرئيسية فورًا؛ اسمح بالمقابس المجرّدة وارفع حد الملفات المفتوحة.</translation>
    </message>
    <message>
        <source>Neither netlink nor /proc/net/unix tells which abstract sockets exist. Make /proc readable for the application.</source>
        <translation>لا يخبر netlink ولا ‎/proc/net/unix‎ بالمقابس المجرّدة الموجودة. اجعل ‎/proc‎ مقروءًا للتطبيق.</translation>
    </message>
    <message>
        <source>There is no session bus: neither DBUS_SESSION_BUS_ADDRESS nor XDG_RUNTIME_DIR is set. Everything works without it, but nothing is shown on D-Bus.</source>
        <translation>لا يوجد ناقل جلسة: لم يُعيَّن DBUS_SESSION_BUS_ADDRESS ولا XDG_RUNTIME_DIR. كل شيء يعمل بدونه، لكن لا يُعرض شيء على D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 is not used: only addresses that begin with unix: can be tested without waiting. Set DBUS_SESSION_BUS_ADDRESS to one.</source>
        <translation>ناقل الجلسة %1 غير مستخدم: العناوين التي تبدأ بـ unix: وحدها يمكن اختبارها دون انتظار. عيّن DBUS_SESSION_BUS_ADDRESS إلى عنوان منها.</translation>
    </message>
    <message>
        <source>The session bus %1 is not there. Everything works without it, and it is looked for again; start it to see the instances on D-Bus.</source>
        <translation>ناقل الجلسة %1 غير موجود. كل شيء يعمل بدونه، ويستمر البحث عنه؛ شغّله لترى النسخ على D-Bus.</translation>
    </message>
    <message>
        <source>The session bus %1 refuses this process. Check that the address is that of the user&apos;s own bus; it is tried again.</source>
        <translation>يرفض ناقل الجلسة %1 هذه العملية. تحقق من أن العنوان هو عنوان ناقل المستخدم نفسه؛ ستُعاد المحاولة.</translation>
    </message>
    <message>
        <source>The session bus %1 does not answer. Everything works without it, and it is tried again; restart it if it hangs.</source>
        <translation>لا يجيب ناقل الجلسة %1. كل شيء يعمل بدونه، وستُعاد المحاولة؛ أعد تشغيله إن كان معلّقًا.</translation>
    </message>
    <message>
        <source>The session bus %1 answers, but Qt cannot connect to it. It is tried again.</source>
        <translation>يجيب ناقل الجلسة %1، لكن Qt لا يستطيع الاتصال به. ستُعاد المحاولة.</translation>
    </message>
    <message>
        <source>The bus name %1 is not to be had (%2). Roles do not depend on it. End the program that owns it, or in a sandbox choose a group below the application&apos;s id.</source>
        <translation>تعذّر الحصول على اسم الناقل %1 (%2). لا تعتمد الأدوار عليه. أنهِ البرنامج الذي يملكه، أو اختر داخل صندوق الحماية مجموعة تحت معرّف التطبيق.</translation>
    </message>
    <message>
        <source>Cannot make a local socket in %1: %2. Check that the directory exists and can be written to, and that the disk is not full.</source>
        <translation>تعذّر إنشاء مقبس محلي في %1: %2. تحقق من أن المجلد موجود وقابل للكتابة وأن القرص غير ممتلئ.</translation>
    </message>
    <message>
        <source>No file can be made in %1: %2. Make room and make it writable for you, or choose another runtimeDirectory.</source>
        <translation>تعذّر إنشاء أي ملف في %1: %2. وفّر مساحة واجعله قابلًا للكتابة لك، أو اختر runtimeDirectory آخر.</translation>
    </message>
    <message>
        <source>The lock file in %1 cannot be written. Make room, or choose another runtimeDirectory.</source>
        <translation>تعذّرت كتابة ملف القفل في %1. وفّر مساحة، أو اختر runtimeDirectory آخر.</translation>
    </message>
    <message>
        <source>No file in %1 can be locked. Choose a runtimeDirectory on a local file system.</source>
        <translation>تعذّر قفل أي ملف في %1. اختر runtimeDirectory على نظام ملفات محلي.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made: %2. Make it yourself, for you alone (mode 0700), or choose another one.</source>
        <translation>تعذّر إنشاء المجلد %1: %2. أنشئه بنفسك ولك وحدك (الوضع 0700)، أو اختر غيره.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be opened: %2. Make it yours, with mode 0700, or choose another one.</source>
        <translation>تعذّر فتح المجلد %1: %2. اجعله ملكك بالوضع 0700، أو اختر غيره.</translation>
    </message>
    <message>
        <source>%1 is not a directory. Remove it, or choose another one.</source>
        <translation>%1 ليس مجلدًا. أزله، أو اختر غيره.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link where only a directory is trusted. Remove it, or choose another directory.</source>
        <translation>%1 رابط رمزي حيث لا يوثق إلا بمجلد. أزله، أو اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>The directory %1 belongs to the user with the number %2, not to this user. Choose another directory.</source>
        <translation>المجلد %1 يملكه المستخدم ذو الرقم %2 لا هذا المستخدم. اختر مجلدًا آخر.</translation>
    </message>
    <message>
        <source>The directory %1 can be changed by other users (mode %2). Take that right away (chmod go-w), or choose another one.</source>
        <translation>يستطيع مستخدمون آخرون تغيير المجلد %1 (الوضع %2). اسحب هذا الحق (chmod go-w)، أو اختر غيره.</translation>
    </message>
    <message>
        <source>The directory %1 cannot be made. Make it yourself, or choose another one.</source>
        <translation>تعذّر إنشاء المجلد %1. أنشئه بنفسك، أو اختر غيره.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2. Make room and make its directory yours, or choose another runtimeDirectory.</source>
        <translation>تعذّر استخدام %1: %2. وفّر مساحة واجعل مجلده ملكك، أو اختر runtimeDirectory آخر.</translation>
    </message>
    <message>
        <source>Whether %1 is locked cannot be told; it is taken for locked. Make it readable for you, or remove it when no instance runs.</source>
        <translation>تعذّرت معرفة ما إذا كان %1 مقفلًا؛ فيُعدّ مقفلًا. اجعله مقروءًا لك، أو أزله حين لا تعمل أي نسخة.</translation>
    </message>
    <message>
        <source>The path %1 has %2 bytes; sockets can be made in paths of at most %3 bytes. Choose a shorter runtimeDirectory.</source>
        <translation>يبلغ طول المسار %1 عدد بايتات %2؛ ولا تُنشأ المقابس إلا في مسارات لا تتجاوز %3 بايت. اختر runtimeDirectory أقصر.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Make room and make it writable for you; until then epochs are safe only as long as the runtime directory lasts.</source>
        <translation>تعذّرت كتابة %1: %2. وفّر مساحة واجعله قابلًا للكتابة لك؛ وحتى ذلك الحين لا تكون الحقب مضمونة إلا ما دام مجلد وقت التشغيل باقيًا.</translation>
    </message>
    <message>
        <source>The last %1 instances that became primary failed while they were promoted; no other follows them by itself. Remove the cause, then start an instance or call takeOver().</source>
        <translation>أخفقت آخر %1 من النسخ التي صارت رئيسية أثناء ترقيتها؛ ولن تتبعها أخرى تلقائيًا. أزل السبب، ثم شغّل نسخة أو استدعِ takeOver().</translation>
    </message>
    <message>
        <source>There are no epochs left.</source>
        <translation>لم تبقَ أي حقب.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary; this one was told to run as primary or not at all.</source>
        <translation>نسخة أخرى من %1 هي الرئيسية؛ وقد طُلب من هذه أن تعمل رئيسيةً أو ألا تعمل.</translation>
    </message>
    <message>
        <source>Another instance of %1 is primary, but not in this runtime directory, and cannot be reached. Start both with the same XDG_RUNTIME_DIR, or set Config::runtimeDirectory.</source>
        <translation>نسخة أخرى من %1 هي الرئيسية، لكن ليس في دليل التشغيل هذا، ولا يمكن الوصول إليها. شغّل النسختين بالمتغير XDG_RUNTIME_DIR نفسه، أو عيّن Config::runtimeDirectory.</translation>
    </message>
    <message>
        <source>An instance of %1 holds the guard of the role but does not answer: it is stopped or frozen. Let it go on, or end it.</source>
        <translation>تمسك نسخة من %1 بحارس الدور لكنها لا تجيب: فهي موقوفة أو مجمّدة. دعها تتابع، أو أنهها.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 failed: %2. The role is free for the next instance; this one tries again later.</source>
        <translation>أخفقت الترقية إلى الحقبة %1: %2. الدور متاح للنسخة التالية؛ وستحاول هذه لاحقًا.</translation>
    </message>
    <message>
        <source>This instance did not become primary: %1.</source>
        <translation>لم تصبح هذه النسخة رئيسية: %1.</translation>
    </message>
    <message>
        <source>The role was not handed over: %1.</source>
        <translation>لم يُسلَّم الدور: %1.</translation>
    </message>
    <message>
        <source>The primary of %1 speaks another version of the protocol than %2. Run the same version of the application.</source>
        <translation>تتحدث النسخة الرئيسية من %1 إصدارًا من البروتوكول غير إصدار %2. شغّل الإصدار نفسه من التطبيق.</translation>
    </message>
    <message>
        <source>Another instance of %1 has the id &quot;%2&quot;. This one stays secondary; give each instance an id of its own.</source>
        <translation>لنسخة أخرى من %1 المعرّف «%2». تبقى هذه ثانوية؛ أعط كل نسخة معرّفًا خاصًا بها.</translation>
    </message>
    <message>
        <source>%1: it is not valid Unicode. Give a valid text.</source>
        <translation>%1: ليس Unicode صالحًا. أعط نصًا صالحًا.</translation>
    </message>
    <message>
        <source>%1: it contains control characters. Remove them.</source>
        <translation>%1: يحتوي على محارف تحكّم. أزلها.</translation>
    </message>
    <message>
        <source>%1: it is %2 bytes long in UTF-8. Use a shorter one, of %3 bytes at most.</source>
        <translation>%1: طوله %2 بايت في UTF-8. استخدم نصًا أقصر، لا يتجاوز %3 بايت.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4, or 0 for never.</source>
        <translation>%1: القيمة %2 خارج المدى. اختر من %3 إلى %4، أو 0 لعدم الحدوث أبدًا.</translation>
    </message>
    <message>
        <source>%1: %2 is out of range. Choose from %3 to %4.</source>
        <translation>%1: القيمة %2 خارج المدى. اختر من %3 إلى %4.</translation>
    </message>
    <message>
        <source>heartbeatTimeout: %1 is less than twice the heartbeatInterval of %2. Choose at least %3, or a shorter heartbeatInterval.</source>
        <translation>heartbeatTimeout: القيمة %1 أقل من ضعف heartbeatInterval البالغ %2. اختر %3 على الأقل، أو heartbeatInterval أقصر.</translation>
    </message>
    <message>
        <source>mainLoopTimeout: %1 is not more than the heartbeatInterval of %2. Choose a longer one, or 0 for never.</source>
        <translation>mainLoopTimeout: القيمة %1 لا تزيد على heartbeatInterval البالغ %2. اختر مدة أطول، أو 0 لعدم الحدوث أبدًا.</translation>
    </message>
    <message>
        <source>runtimeDirectory: &quot;%1&quot; is relative. Give an absolute path, or none for the user&apos;s own runtime directory.</source>
        <translation>runtimeDirectory: المسار «%1» نسبي. أعط مسارًا مطلقًا، أو لا شيء لاستخدام مجلد وقت التشغيل الخاص بالمستخدم.</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>واحدًا من %1</translation>
    </message>
    <message>
        <source>a whole number of milliseconds</source>
        <translation>عددًا صحيحًا من الميلي ثانية</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true أو false</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>عددًا صحيحًا</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>نصًا</translation>
    </message>
    <message>
        <source>%1: there is no such setting (its value is &quot;%2&quot;). Use one of %3.</source>
        <translation>%1: لا يوجد إعداد كهذا (قيمته «%2»). استخدم واحدًا من %3.</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; cannot be used. Give %3.</source>
        <translation>%1: تعذّر استخدام القيمة «%2». أعط %3.</translation>
    </message>
    <message>
        <source>an exception that is no std::exception</source>
        <translation>استثناء ليس std::exception</translation>
    </message>
    <message>
        <source>The primary has no request handler. Call Messenger::setRequestHandler() in every instance.</source>
        <translation>ليس للنسخة الرئيسية معالج طلبات. استدعِ Messenger::setRequestHandler() في كل نسخة.</translation>
    </message>
    <message>
        <source>The reply is larger than a message may be, or the primary has no room for more requests. Send less at a time.</source>
        <translation>الرد أكبر مما يُسمح به للرسالة، أو لا مكان لدى النسخة الرئيسية لطلبات أخرى. أرسل أقل في كل مرة.</translation>
    </message>
    <message>
        <source>This Messenger has no Watcher to work with.</source>
        <translation>ليس لهذا Messenger أي Watcher يعمل معه.</translation>
    </message>
    <message>
        <source>The request is larger than a message may be, or too many wait for their replies. Send less at a time.</source>
        <translation>الطلب أكبر مما يُسمح به للرسالة، أو تنتظر طلبات كثيرة ردودها. أرسل أقل في كل مرة.</translation>
    </message>
    <message>
        <source>There was no primary in time.</source>
        <translation>لم توجد نسخة رئيسية في الوقت المناسب.</translation>
    </message>
    <message>
        <source>The primary did not answer in time. It may be busy or stopped; it may still do what it was asked.</source>
        <translation>لم تجب النسخة الرئيسية في الوقت المناسب. قد تكون مشغولة أو موقوفة؛ وقد تنفّذ مع ذلك ما طُلب منها.</translation>
    </message>
    <message>
        <source>The request handler has thrown: %1</source>
        <translation>رمى معالج الطلبات استثناءً: %1</translation>
    </message>
    <message>
        <source>The Messenger or its Watcher was destroyed.</source>
        <translation>أُتلف Messenger أو Watcher الخاص به.</translation>
    </message>
    <message>
        <source>The promotion handler let go of its Promotion without an answer. Call accept() or reject(), or keep a copy until you do.</source>
        <translation>ترك معالج الترقية كائن Promotion دون جواب. استدعِ accept() أو reject()، أو احتفظ بنسخة منه حتى ذلك الحين.</translation>
    </message>
    <message>
        <source>The request handler let go of the Request without an answer. Call reply() or reject(), or keep a copy until you do.</source>
        <translation>ترك معالج الطلبات كائن Request دون جواب. استدعِ reply() أو reject()، أو احتفظ بنسخة منه حتى ذلك الحين.</translation>
    </message>
    <message>
        <source>The configuration cannot be changed while the Watcher is running. Call shutdown(), and setConfig() after stopped().</source>
        <translation>لا يمكن تغيير التهيئة أثناء عمل Watcher. استدعِ shutdown()، ثم setConfig() بعد stopped().</translation>
    </message>
    <message>
        <source>There is no role to hand over: the Watcher is not running.</source>
        <translation>لا دور لتسليمه: Watcher لا يعمل.</translation>
    </message>
    <message>
        <source>The role cannot be taken over: the Watcher is not running. Call start().</source>
        <translation>تعذّر تولّي الدور: Watcher لا يعمل. استدعِ start().</translation>
    </message>
    <message>
        <source>The promotion handler has thrown: %1</source>
        <translation>رمى معالج الترقية استثناءً: %1</translation>
    </message>
    <message>
        <source>The demotion handler has thrown: %1. It counts as done; data may not have been written.</source>
        <translation>رمى معالج التنحية استثناءً: %1. ويُعدّ منتهيًا؛ وربما لم تُكتب بيانات.</translation>
    </message>
    <message>
        <source>There is no QCoreApplication. Make one before Watcher::start().</source>
        <translation>لا يوجد QCoreApplication. أنشئ واحدًا قبل Watcher::start().</translation>
    </message>
    <message>
        <source>Watcher::start() was called in another thread than the Watcher&apos;s. Call it there, for instance with QMetaObject::invokeMethod().</source>
        <translation>استُدعي Watcher::start() في خيط غير خيط Watcher. استدعه هناك، مثلًا باستخدام QMetaObject::invokeMethod().</translation>
    </message>
    <message>
        <source>group: it is empty, and the application has no name to make one from. Set Config::group or QCoreApplication::applicationName.</source>
        <translation>group: فارغة، وليس للتطبيق اسم تُصنع منه. عيّن Config::group أو QCoreApplication::applicationName.</translation>
    </message>
    <message>
        <source>The Watcher was started before fork(). Make one of its own in the child.</source>
        <translation>شُغّل Watcher قبل fork(). أنشئ واحدًا خاصًا بالعملية الفرعية.</translation>
    </message>
    <message>
        <source>The system gave no thread to QtFailover. End other processes, or raise the limit (ulimit -u).</source>
        <translation>لم يعطِ النظام خيطًا لـ QtFailover. أنهِ عمليات أخرى، أو ارفع الحد (ulimit -u).</translation>
    </message>
    <message>
        <source>QtFailover&apos;s thread did not end in time: a disk or a file system does not answer. It goes on in the background, and the lock may be held as long as the process lives.</source>
        <translation>لم ينتهِ خيط QtFailover في الوقت المناسب: لا يجيب قرص أو نظام ملفات. يستمر في الخلفية، وقد يبقى القفل ممسوكًا ما دامت العملية حية.</translation>
    </message>
    <message>
        <source>The session bus %1 cannot be asked: this process has no descriptor left. Everything works without it, and it is tried again; close files, or raise the limit (ulimit -n).</source>
        <translation>لا يمكن سؤال ناقل الجلسة %1: لم يبقَ لهذه العملية أي واصف ملف. كل شيء يعمل بدونه، وستُعاد المحاولة؛ أغلق بعض الملفات أو ارفع الحد (ulimit -n).</translation>
    </message>
    <message>
        <source>%1 cannot be made: its file system has no hard links. Choose a runtimeDirectory in another one, as XDG_RUNTIME_DIR has it.</source>
        <translation>تعذّر إنشاء %1: لا يدعم نظام ملفاته الروابط الصلبة. اختر runtimeDirectory في نظام ملفات آخر، مثل نظام XDG_RUNTIME_DIR.</translation>
    </message>
    <message>
        <source>This instance of %1 is no longer primary: its lock of epoch %2 was deleted or replaced. Leave the files in the runtime directory to QtFailover.</source>
        <translation>لم تعد هذه النسخة من %1 رئيسية: حُذف قفلها للحقبة %2 أو استُبدل. اترك ملفات مجلد التشغيل لـ QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: its lock was deleted or replaced meanwhile. This instance tries again; leave the files in the runtime directory to QtFailover.</source>
        <translation>أُلغيت الترقية إلى الحقبة %1: حُذف قفلها أو استُبدل في هذه الأثناء. ستحاول هذه النسخة مجددًا؛ اترك ملفات مجلد التشغيل لـ QtFailover.</translation>
    </message>
    <message>
        <source>The promotion to epoch %1 was given up: another instance has taken the role while this one hung.</source>
        <translation>أُلغيت الترقية إلى الحقبة %1: تولّت نسخة أخرى الدور بينما كانت هذه معلّقة.</translation>
    </message>
    <message>
        <source>no answer within promotionTimeout</source>
        <translation>لا رد خلال promotionTimeout</translation>
    </message>
    <message>
        <source>the primary did not answer in time</source>
        <translation>لم تردّ النسخة الرئيسية في الوقت المناسب</translation>
    </message>
    <message>
        <source>it was ready too late</source>
        <translation>كانت جاهزة بعد فوات الأوان</translation>
    </message>
    <message>
        <source>it lost the right meanwhile</source>
        <translation>فقدت الحق في هذه الأثناء</translation>
    </message>
    <message>
        <source>it was disabled meanwhile</source>
        <translation>عُطّلت في هذه الأثناء</translation>
    </message>
    <message>
        <source>this instance is disabled; enable it first</source>
        <translation>هذه النسخة معطّلة؛ فعّلها أولًا</translation>
    </message>
    <message>
        <source>the lock was lost</source>
        <translation>فُقد القفل</translation>
    </message>
    <message>
        <source>its lock was lost and is not made anew yet</source>
        <translation>فُقد قفلها ولم يُنشأ من جديد بعد</translation>
    </message>
    <message>
        <source>another hand-over is under way</source>
        <translation>تسليم آخر جارٍ</translation>
    </message>
    <message>
        <source>this instance is not primary</source>
        <translation>هذه النسخة ليست رئيسية</translation>
    </message>
    <message>
        <source>no other instance can be primary</source>
        <translation>لا توجد نسخة أخرى يمكن أن تكون رئيسية</translation>
    </message>
    <message>
        <source>the instance asked for is not a candidate</source>
        <translation>النسخة المطلوبة ليست مرشحة</translation>
    </message>
    <message>
        <source>nobody has taken it</source>
        <translation>لم تتسلّمه أي نسخة</translation>
    </message>
    <message>
        <source>the instance asked for has not taken it</source>
        <translation>النسخة المطلوبة لم تتسلّمه</translation>
    </message>
    <message>
        <source>it has an owner</source>
        <translation>له مالك</translation>
    </message>
    <message>
        <source>it is taken away again and again</source>
        <translation>يُنتزع مرة بعد مرة</translation>
    </message>
    <message>
        <source>The bus name %1 belongs to the instance %2 of the same group. Roles do not depend on it. Give each instance an id of its own; on the bus only the ASCII letters and digits of the ids count.</source>
        <translation>اسم الناقل %1 يخص النسخة %2 من المجموعة نفسها. لا تعتمد الأدوار عليه. أعطِ كل نسخة معرّفًا خاصًا بها؛ ففي الناقل لا يُعتدّ من المعرّفات إلا بحروف ASCII والأرقام.</translation>
    </message>
    <message>
        <source>the instance asked for did not answer in time</source>
        <translation>لم تردّ النسخة المطلوبة في الوقت المناسب</translation>
    </message>
    <message>
        <source>the instance asked for is gone</source>
        <translation>لم تعد النسخة المطلوبة موجودة</translation>
    </message>
    <message>
        <source>the primary cannot let go of the role now</source>
        <translation>لا تستطيع النسخة الرئيسية التخلي عن الدور الآن</translation>
    </message>
</context>
</TS>
