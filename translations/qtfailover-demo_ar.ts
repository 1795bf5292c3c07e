<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Crash: the primary, %1, is killed with SIGKILL</source>
        <translation>انهيار: تُقتل النسخة الرئيسية %1 بإشارة SIGKILL</translation>
    </message>
    <message>
        <source>Quit: the primary, %1, is asked to end with SIGTERM</source>
        <translation>إنهاء: يُطلب من النسخة الرئيسية %1 أن تنتهي بإشارة SIGTERM</translation>
    </message>
    <message>
        <source>%1 has not ended</source>
        <translation>لم تنتهِ %1</translation>
    </message>
    <message>
        <source>%1 has not ended with status 0</source>
        <translation>لم تنتهِ %1 بالحالة 0</translation>
    </message>
    <message>
        <source>%1 has ended with status 0</source>
        <translation>انتهت %1 بالحالة 0</translation>
    </message>
    <message>
        <source>Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence</source>
        <translation>تعليق: توقَف النسخة الرئيسية %1 بإشارة SIGSTOP؛ والسياسة هي العزل</translation>
    </message>
    <message>
        <source>%1 wakes up (SIGCONT)</source>
        <translation>تستيقظ %1 (SIGCONT)</translation>
    </message>
    <message>
        <source>Hand over: the primary, %1, is told to hand the role to its successor</source>
        <translation>تسليم: يُطلب من النسخة الرئيسية %1 أن تسلّم الدور إلى خليفتها</translation>
    </message>
    <message>
        <source>nobody has become primary</source>
        <translation>لم تصبح أي نسخة رئيسية</translation>
    </message>
    <message>
        <source>%1 says that it leaves</source>
        <translation>تقول %1 إنها ستغادر</translation>
    </message>
    <message>
        <source>I am the primary, epoch %1 (%2)</source>
        <translation>أنا الرئيسية، الحقبة %1 (%2)</translation>
    </message>
    <message>
        <source>the epoch has not grown from %1</source>
        <translation>لم تكبر الحقبة عن %1</translation>
    </message>
    <message>
        <source>the reason should be %1</source>
        <translation>ينبغي أن يكون السبب %1</translation>
    </message>
    <message>
        <source>more than one has become primary</source>
        <translation>أصبح أكثر من نسخة رئيسية</translation>
    </message>
    <message>
        <source>exactly one new primary: %1, epoch %2 (before: %3), after %4</source>
        <translation>نسخة رئيسية جديدة واحدة فقط: %1، الحقبة %2 (قبلها: %3)، بعد %4</translation>
    </message>
    <message>
        <source>%1 has not seen the new primary</source>
        <translation>لم ترَ %1 النسخة الرئيسية الجديدة</translation>
    </message>
    <message>
        <source>the primary is %1</source>
        <translation>الرئيسية هي %1</translation>
    </message>
    <message>
        <source>%1 is the primary, epoch %2</source>
        <translation>%1 هي الرئيسية، الحقبة %2</translation>
    </message>
    <message>
        <source>%1 is not a secondary</source>
        <translation>%1 ليست ثانوية</translation>
    </message>
    <message>
        <source>I am a secondary (%1)</source>
        <translation>أنا ثانوية (%1)</translation>
    </message>
    <message>
        <source>%1 has given up the role</source>
        <translation>تخلّت %1 عن الدور</translation>
    </message>
    <message>
        <source>there is no primary with a successor</source>
        <translation>لا توجد نسخة رئيسية لها خليفة</translation>
    </message>
    <message>
        <source>written by %1 %2</source>
        <comment>1: instance, 2: when</comment>
        <translation>كتبته %1 %2</translation>
    </message>
    <message>
        <source>before the %1</source>
        <translation>قبل: %1</translation>
    </message>
    <message>
        <source>during the %1</source>
        <translation>أثناء: %1</translation>
    </message>
    <message>
        <source>what I wrote meanwhile is in the note</source>
        <translation>ما كتبته في هذه الأثناء موجود في الملاحظة</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>لا ترى النسخ بعضها بعضًا</translation>
    </message>
    <message>
        <source>there is not exactly one primary</source>
        <translation>لا توجد نسخة رئيسية واحدة بالضبط</translation>
    </message>
    <message>
        <source>after the %1</source>
        <translation>بعد: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Closing</name>
    <message>
        <source>&amp;Keep open</source>
        <translation>إ&amp;بقاؤها مفتوحة</translation>
    </message>
    <message>
        <source>&amp;Close anyway</source>
        <translation>إ&amp;غلاق على أي حال</translation>
    </message>
    <message>
        <source>Edits not saved yet: %1. The window closes as soon as they are saved.</source>
        <translation>تعديلات لم تُحفظ بعد: %1. تُغلق النافذة فور حفظها.</translation>
    </message>
</context>
<context>
    <name>Demo::Commands</name>
    <message>
        <source>There is no command &quot;%1&quot;</source>
        <translation>لا يوجد أمر «%1»</translation>
    </message>
    <message>
        <source>Milliseconds are needed, not &quot;%1&quot;</source>
        <translation>يلزم عدد من الميلي ثانية، لا «%1»</translation>
    </message>
</context>
<context>
    <name>Demo::EventLog</name>
    <message>
        <source>Events</source>
        <translation>الأحداث</translation>
    </message>
    <message>
        <source>This window: %1</source>
        <translation>هذه النافذة: %1</translation>
    </message>
    <message>
        <source>This window: %1 (%2)</source>
        <translation>هذه النافذة: %1 (%2)</translation>
    </message>
    <message>
        <source>This window is the primary now, epoch %1.</source>
        <translation>هذه النافذة هي الرئيسية الآن، الحقبة %1.</translation>
    </message>
    <message>
        <source>%1 is the primary now, epoch %2.</source>
        <translation>%1 هي الرئيسية الآن، الحقبة %2.</translation>
    </message>
    <message>
        <source>The primary is %1.</source>
        <translation>النسخة الرئيسية: %1.</translation>
    </message>
    <message>
        <source>The primary, %1, is %2.</source>
        <translation>النسخة الرئيسية %1: %2.</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>النسخ: %1</translation>
    </message>
    <message>
        <source>%1 is leaving.</source>
        <translation>تغادر %1.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>1: time of day, 2: event</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>Demo::InstanceTable</name>
    <message>
        <source>Instances of the group</source>
        <translation>نسخ المجموعة</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>النسخة</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Succession</source>
        <translation>الخلافة</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>الأولوية</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>العملية</translation>
    </message>
    <message>
        <source>%1 (this window)</source>
        <translation>%1 (هذه النافذة)</translation>
    </message>
    <message>
        <source>next</source>
        <translation>التالية</translation>
    </message>
    <message>
        <source>observes only</source>
        <translation>تراقب فقط</translation>
    </message>
</context>
<context>
    <name>Demo::Launcher</name>
    <message>
        <source>An instance did not start: %1</source>
        <translation>لم تبدأ نسخة: %1</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWindow</name>
    <message>
        <source>N&amp;ote</source>
        <translation>&amp;ملاحظة</translation>
    </message>
    <message>
        <source>&amp;Instances</source>
        <translation>الن&amp;سخ</translation>
    </message>
    <message>
        <source>Roles over time</source>
        <translation>الأدوار عبر الزمن</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>الأ&amp;حداث</translation>
    </message>
    <message>
        <source>Note, shared by all windows</source>
        <translation>ملاحظة مشتركة بين كل النوافذ</translation>
    </message>
    <message>
        <source>Type here. What is typed in one window appears in all.</source>
        <translation>اكتب هنا. ما يُكتب في نافذة يظهر في كل النوافذ.</translation>
    </message>
    <message>
        <source>Last notice</source>
        <translation>آخر إشعار</translation>
    </message>
    <message>
        <source>Edits of this window</source>
        <translation>تعديلات هذه النافذة</translation>
    </message>
    <message>
        <source>File of the note</source>
        <translation>ملف الملاحظة</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>1: id of the instance, 2: its role</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Epoch %1. This window writes the file.</source>
        <translation>الحقبة %1. هذه النافذة تكتب الملف.</translation>
    </message>
    <message>
        <source>There is no primary yet.</source>
        <translation>لا توجد نسخة رئيسية بعد.</translation>
    </message>
    <message>
        <source>Epoch %1. The primary is %2: %3.</source>
        <translation>الحقبة %1. الرئيسية هي %2: %3.</translation>
    </message>
    <message>
        <source>Edits: %1 sent, %2 acknowledged, %3 lost</source>
        <translation>التعديلات: أُرسل %1، وأُكّد %2، وفُقد %3</translation>
    </message>
</context>
<context>
    <name>Demo::NoteWriter</name>
    <message>
        <source>The primary has no note; start it with --file PATH</source>
        <translation>ليس للنسخة الرئيسية ملاحظة؛ شغّلها مع ‎--file PATH</translation>
    </message>
    <message>
        <source>The primary writes %1 and no other note; open that one, or use a --scope of your own</source>
        <translation>تكتب النسخة الرئيسية %1 ولا تكتب ملاحظة أخرى؛ افتح تلك، أو استخدم ‎--scope خاصًا بك</translation>
    </message>
</context>
<context>
    <name>Demo::RoleBadge</name>
    <message>
        <source>Role of this window: %1</source>
        <translation>دور هذه النافذة: %1</translation>
    </message>
</context>
<context>
    <name>Demo::Session</name>
    <message>
        <source>Edits given up: %1. The primary did not write them in time</source>
        <translation>تعديلات تُركت: %1. لم تكتبها النسخة الرئيسية في الوقت المناسب</translation>
    </message>
</context>
<context>
    <name>Demo::Stage</name>
    <message>
        <source>%1 has not got a role</source>
        <translation>لم تحصل %1 على دور</translation>
    </message>
    <message>
        <source>process %1 is %2, epoch %3; the process is %4 old</source>
        <translation>العملية %1 هي %2، الحقبة %3؛ عمر العملية %4</translation>
    </message>
    <message>
        <source>the instances do not see each other</source>
        <translation>لا ترى النسخ بعضها بعضًا</translation>
    </message>
    <message>
        <source>%1 has not seen &quot;%2&quot; written</source>
        <translation>لم ترَ %1 كتابة «%2»</translation>
    </message>
    <message>
        <source>the note is not what was written: %1</source>
        <translation>الملاحظة ليست ما كُتب: %1</translation>
    </message>
    <message numerus="yes">
        <source>the note has all %n lines, each once and in order</source>
        <translation>
            <numerusform>ليس في الملاحظة أي سطر (%n)</numerusform>
            <numerusform>في الملاحظة سطر واحد (%n)، مرة واحدة</numerusform>
            <numerusform>في الملاحظة السطران (%n)، كل منهما مرة وبالترتيب</numerusform>
            <numerusform>في الملاحظة كل %n أسطر، كل منها مرة وبالترتيب</numerusform>
            <numerusform>في الملاحظة كل %n سطرًا، كل منها مرة وبالترتيب</numerusform>
            <numerusform>في الملاحظة كل %n سطر، كل منها مرة وبالترتيب</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Demo::StatusQuery</name>
    <message>
        <source>The group %1 has no primary.</source>
        <translation>ليس للمجموعة %1 نسخة رئيسية.</translation>
    </message>
    <message>
        <source>Primary %1, epoch %2, health %3.</source>
        <translation>الرئيسية %1، الحقبة %2، الحالة %3.</translation>
    </message>
</context>
<context>
    <name>Demo::Timeline</name>
    <message>
        <source>Roles over time</source>
        <translation>الأدوار عبر الزمن</translation>
    </message>
    <message>
        <source>No primary yet</source>
        <translation>لا توجد نسخة رئيسية بعد</translation>
    </message>
    <message>
        <source>The last new primary is %1, epoch %2</source>
        <translation>آخر نسخة رئيسية جديدة هي %1، الحقبة %2</translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 ث</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>الحقبة %1</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>1: &quot;epoch 5&quot;, 2: &quot;1.4 ms&quot;</comment>
        <translation>%1، بعد %2</translation>
    </message>
</context>
<context>
    <name>Demo::WindowActions</name>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;نافذة</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;دور</translation>
    </message>
    <message>
        <source>&amp;Try out</source>
        <translation>&amp;تجربة</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;لغة</translation>
    </message>
    <message>
        <source>Hand over &amp;to</source>
        <translation>تسليم إل&amp;ى</translation>
    </message>
    <message>
        <source>&amp;New window</source>
        <translation>نافذة &amp;جديدة</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>بدء نسخة أخرى</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>تس&amp;ليم</translation>
    </message>
    <message>
        <source>Give the role to the successor</source>
        <translation>إعطاء الدور للخليفة</translation>
    </message>
    <message>
        <source>&amp;Become primary</source>
        <translation>التحول إلى &amp;رئيسية</translation>
    </message>
    <message>
        <source>Ask the primary for the role</source>
        <translation>طلب الدور من النسخة الرئيسية</translation>
    </message>
    <message>
        <source>&amp;Observe only</source>
        <translation>&amp;مراقبة فقط</translation>
    </message>
    <message>
        <source>Never become primary</source>
        <translation>عدم التحول إلى رئيسية أبدًا</translation>
    </message>
    <message>
        <source>&amp;Crash…</source>
        <translation>ا&amp;نهيار…</translation>
    </message>
    <message>
        <source>Kill this instance, as a crash would</source>
        <translation>قتل هذه النسخة كما يفعل الانهيار</translation>
    </message>
    <message>
        <source>&amp;Freeze the window for 20 s…</source>
        <translation>ت&amp;جميد النافذة 20 ث…</translation>
    </message>
    <message>
        <source>&amp;Stop the process for 20 s…</source>
        <translation>إي&amp;قاف العملية 20 ث…</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>الإجراءات</translation>
    </message>
    <message>
        <source>%1 (the successor)</source>
        <translation>%1 (الخليفة)</translation>
    </message>
    <message>
        <source>The window did not start: %1</source>
        <translation>لم تبدأ النافذة: %1</translation>
    </message>
    <message>
        <source>Kill this instance? It has no chance to say anything; the others notice.</source>
        <translation>أتريد قتل هذه النسخة؟ لن تستطيع قول شيء؛ وستلاحظ النسخ الأخرى.</translation>
    </message>
    <message>
        <source>Crash</source>
        <translation>انهيار</translation>
    </message>
    <message>
        <source>Freeze this window for 20 seconds? Its process goes on, and says that it is busy.</source>
        <translation>أتريد تجميد هذه النافذة 20 ثانية؟ تستمر عمليتها وتقول إنها مشغولة.</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>تجميد</translation>
    </message>
    <message>
        <source>Stop this process for 20 seconds? Not even its heartbeats go on.</source>
        <translation>أتريد إيقاف هذه العملية 20 ثانية؟ حتى نبضاتها لن تستمر.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Main menu</source>
        <translation>القائمة الرئيسية</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>next</source>
        <translation>التالية</translation>
    </message>
    <message>
        <source>INSTANCE</source>
        <translation>النسخة</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>ROLE</source>
        <translation>الدور</translation>
    </message>
    <message>
        <source>ENABLED</source>
        <translation>مفعّلة</translation>
    </message>
    <message>
        <source>PRIORITY</source>
        <translation>الأولوية</translation>
    </message>
    <message>
        <source>SUCCESSOR</source>
        <translation>الخليفة</translation>
    </message>
    <message>
        <source>VERSION</source>
        <translation>الإصدار</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <source>ok: %1</source>
        <translation>حسنًا: %1</translation>
    </message>
    <message>
        <source>FAILED: %1</source>
        <translation>أخفق: %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 م.ث</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>&quot;%1&quot; is not a whole number in range</source>
        <translation>«%1» ليس عددًا صحيحًا ضمن المدى</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;wait&quot; nor &quot;fence&quot;</source>
        <translation>«%1» ليست «wait» ولا «fence»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of crash, quit, hang, handover</source>
        <translation>«%1» ليست أيًا من crash, quit, hang, handover</translation>
    </message>
    <message>
        <source>The instances that belong together.</source>
        <translation>النسخ التي تنتمي معًا.</translation>
    </message>
    <message>
        <source>The workspace or document; an absolute path is resolved.</source>
        <translation>مساحة العمل أو المستند؛ يُحلّ المسار المطلق.</translation>
    </message>
    <message>
        <source>Where locks and sockets lie.</source>
        <translation>أين توجد الأقفال والمقابس.</translation>
    </message>
    <message>
        <source>The name of this instance; unique by default.</source>
        <translation>اسم هذه النسخة؛ فريد افتراضيًا.</translation>
    </message>
    <message>
        <source>Start N instances, each a process; end them with this one.</source>
        <translation>بدء N من النسخ، كل منها عملية؛ وتنتهي مع هذه.</translation>
    </message>
    <message>
        <source>Higher is preferred as successor.</source>
        <translation>الأعلى مفضّل خليفةً.</translation>
    </message>
    <message>
        <source>Time between two heartbeats.</source>
        <translation>الزمن بين نبضتين.</translation>
    </message>
    <message>
        <source>Silence after which the primary counts as hung.</source>
        <translation>الصمت الذي تُعدّ النسخة الرئيسية بعده معلّقة.</translation>
    </message>
    <message>
        <source>What to do about a hung primary: wait or fence.</source>
        <translation>ما يُفعل بنسخة رئيسية معلّقة: wait (انتظار) أو fence (عزل).</translation>
    </message>
    <message>
        <source>Watch only; never become primary.</source>
        <translation>المراقبة فقط؛ عدم التحول إلى رئيسية أبدًا.</translation>
    </message>
    <message>
        <source>Do not use the session bus.</source>
        <translation>عدم استخدام ناقل الجلسة.</translation>
    </message>
    <message>
        <source>Open no window.</source>
        <translation>عدم فتح أي نافذة.</translation>
    </message>
    <message>
        <source>Print one JSON object a line; take commands on stdin.</source>
        <translation>طباعة كائن JSON في كل سطر؛ وأخذ الأوامر من الدخل القياسي.</translation>
    </message>
    <message>
        <source>The note, a plain text file that the primary alone writes.</source>
        <translation>الملاحظة، وهي ملف نص عادي تكتبه النسخة الرئيسية وحدها.</translation>
    </message>
    <message>
        <source>While primary, append a line every MS milliseconds.</source>
        <translation>ما دامت رئيسية، إلحاق سطر كل MS ميلي ثانية.</translation>
    </message>
    <message>
        <source>Print the group as a table; exit with 2 when it has no primary.</source>
        <translation>طباعة المجموعة جدولًا؛ والانتهاء بالقيمة 2 حين لا تكون لها نسخة رئيسية.</translation>
    </message>
    <message>
        <source>Play a story on real processes: crash, quit, hang or handover; several are played in turn.</source>
        <translation>عرض قصة على عمليات حقيقية: crash أو quit أو hang أو handover؛ وتُعرض عدة قصص بالتتابع.</translation>
    </message>
    <message>
        <source>A notes editor whose windows are processes; one of them, the primary, writes the file.</source>
        <translation>محرر ملاحظات نوافذه عمليات؛ إحداها، الرئيسية، تكتب الملف.</translation>
    </message>
    <message>
        <source>Unexpected argument &quot;%1&quot;; name the note with --file</source>
        <translation>وسيط غير متوقع «%1»؛ سمِّ الملاحظة باستخدام ‎--file</translation>
    </message>
    <message>
        <source>There is no display for a window; use --headless</source>
        <translation>لا توجد شاشة لنافذة؛ استخدم ‎--headless</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no known way to answer</source>
        <translation>«%1» ليست طريقة معروفة للإجابة</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither &quot;primary&quot; nor &quot;secondary&quot;</source>
        <translation>«%1» ليست «primary» ولا «secondary»</translation>
    </message>
</context>
<context>
    <name>SealedNote</name>
    <message>
        <source>%1 cannot be locked; put it on a file system that has locks</source>
        <translation>تعذّر قفل %1؛ ضعه على نظام ملفات فيه أقفال</translation>
    </message>
    <message>
        <source>%1 has lost the seal of epoch %2: it was replaced; hand over or restart to seal it again</source>
        <translation>فقد %1 ختم الحقبة %2: فقد استُبدل؛ سلّم الدور أو أعد التشغيل لختمه من جديد</translation>
    </message>
    <message>
        <source>%1 is damaged or cannot be read; move it away to begin a new one</source>
        <translation>%1 تالف أو تتعذّر قراءته؛ انقله لتبدأ ملفًا جديدًا</translation>
    </message>
    <message>
        <source>%1 is not a text in UTF-8; choose another file</source>
        <translation>%1 ليس نصًا بترميز UTF-8؛ اختر ملفًا آخر</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Look at its folder, its permissions and the free space</source>
        <translation>تعذّرت كتابة %1: %2. تحقق من مجلده وأذوناته والمساحة الحرة</translation>
    </message>
    <message>
        <source>Epoch %1 may not write to %2: epoch %3 has sealed it. If no other group has that file, move %4 away to begin a new one</source>
        <translation>لا يجوز للحقبة %1 الكتابة في %2: فقد ختمته الحقبة %3. إن لم تكن مجموعة أخرى تستعمل هذا الملف، فانقل %4 لتبدأ ملفًا جديدًا</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message numerus="yes">
        <source>%n instances start; each knows its role after</source>
        <translation>
            <numerusform>لا تبدأ أي نسخة (%n)؛ تُعرف الأدوار بعد</numerusform>
            <numerusform>تبدأ نسخة واحدة (%n)؛ وتعرف دورها بعد</numerusform>
            <numerusform>تبدأ نسختان (%n)؛ وتعرف كل منهما دورها بعد</numerusform>
            <numerusform>تبدأ %n نسخ؛ وتعرف كل منها دورها بعد</numerusform>
            <numerusform>تبدأ %n نسخة؛ وتعرف كل منها دورها بعد</numerusform>
            <numerusform>تبدأ %n نسخة؛ وتعرف كل منها دورها بعد</numerusform>
        </translation>
    </message>
    <message>
        <source>The end: those who are left are asked to end</source>
        <translation>النهاية: يُطلب من النسخ الباقية أن تنتهي</translation>
    </message>
    <message>
        <source>Every step held.</source>
        <translation>نجحت كل الخطوات.</translation>
    </message>
    <message>
        <source>A step failed.</source>
        <translation>أخفقت خطوة.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 م.ث</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>No role yet</source>
        <translation>لا دور بعد</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>ثانوية</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>رئيسية</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروفة</translation>
    </message>
    <message>
        <source>alive</source>
        <translation>حيّة</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>مشغولة</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>موقوفة</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>لا تستجيب</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>غادرت</translation>
    </message>
    <message>
        <source>it was the first</source>
        <translation>كانت الأولى</translation>
    </message>
    <message>
        <source>the primary crashed</source>
        <translation>انهارت النسخة الرئيسية</translation>
    </message>
    <message>
        <source>the primary left</source>
        <translation>غادرت النسخة الرئيسية</translation>
    </message>
    <message>
        <source>the primary did not respond</source>
        <translation>لم تستجب النسخة الرئيسية</translation>
    </message>
    <message>
        <source>the role was handed over</source>
        <translation>سُلّم الدور</translation>
    </message>
    <message>
        <source>the role was asked for</source>
        <translation>طُلب الدور</translation>
    </message>
    <message>
        <source>it was fenced</source>
        <translation>عُزلت</translation>
    </message>
    <message>
        <source>it lost its lock</source>
        <translation>فقدت قفلها</translation>
    </message>
    <message>
        <source>it could not take the role</source>
        <translation>لم تستطع تولّي الدور</translation>
    </message>
    <message>
        <source>it stopped</source>
        <translation>توقفت</translation>
    </message>
</context>
</TS>
