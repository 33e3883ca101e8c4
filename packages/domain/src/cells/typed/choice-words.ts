/**
 * What the choices of the KPI set are called in the product's other languages, as people type and paste them. A list of
 * words: reviewed by speakers. A choice that is not named here is understood by its English words alone.
 */
export const CHOICE_WORDS: Readonly<Record<string, readonly string[]>> = {
  'Based on accurate measurements': ['بناءً على قياسات دقيقة', 'استنادًا إلى قياسات دقيقة'],
  'Extrapolated based on survey of inhabitants': [
    'استقراء بناءً على مسح للسكان',
    'استقراء من مسح السكان',
  ],
  'Extrapolated based on higher-level data': [
    'استقراء بناءً على بيانات من مستوى أعلى',
    'استقراء من بيانات مستوى أعلى',
  ],
  'Estimation based on certain assumptions': ['تقدير بناءً على افتراضات معينة'],
  'Personal estimation': ['تقدير شخصي'],
  'Unknown methodology, not traceable': [
    'منهجية غير معروفة، لا يمكن تتبعها',
    'منهجية غير معروفة ولا يمكن تتبعها',
  ],
  'City administration': ['إدارة المدينة', 'البلدية'],
  'City-owned or contracted utility': ['مرفق تملكه المدينة أو متعاقد معها'],
  'Regional or national authority': ['سلطة إقليمية أو وطنية', 'جهة إقليمية أو وطنية'],
  'Statistics office': ['مكتب الإحصاء', 'جهاز الإحصاء', 'دائرة الإحصاء'],
  'Private provider': ['مزود خاص', 'مقدم خدمة خاص'],
  'Research institution': ['مؤسسة بحثية', 'معهد بحوث'],
  Other: ['أخرى', 'غير ذلك', 'آخر'],
};
